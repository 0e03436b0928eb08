// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/comparison_dialog.h"

#include "app/cownscope/window_fit.h"

#include "base/attempt.h"
#include "lab/results/result_error.h"
#include "ui/results/comparison_view.h"
#include "ui/results/result_set.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QMessageBox>
#include <QVBoxLayout>

namespace cownscope {
namespace {

void showProblem(const QString &sentence, QWidget *parent)
{
    auto *box = new QMessageBox{QMessageBox::Information, QObject::tr("Compare"), sentence,
                                QMessageBox::Ok, parent};
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

void showComparison(const ui::OpenResult &base, const ui::OpenResult &other, QWidget *parent)
{
    ui::ComparisonView *view = nullptr;
    const Outcome compared = attempt<lab::ResultError>("They cannot be compared", [&] {
        view = new ui::ComparisonView{base.name, other.name,
                                      lab::compare(*base.document, *other.document)};
    });
    if (!compared) {
        showProblem(QString::fromStdString(compared.reason()), parent);
        return;
    }
    auto *dialog = new QDialog{parent};
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QObject::tr("%1 compared with %2").arg(other.name, base.name));
    auto *column = new QVBoxLayout{dialog};
    column->addWidget(view, 1);
    auto *buttons = new QDialogButtonBox{QDialogButtonBox::Close};
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    column->addWidget(buttons);
    dialog->resize(960, 420);
    fitOnScreenWhenShown(dialog);
    dialog->show();
}

} // namespace cownscope
