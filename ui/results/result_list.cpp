// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/result_list.h"

#include "ui/results/name_delegate.h"
#include "ui/results/result_list_model.h"
#include "ui/results/result_set.h"
#include "ui/widgets.h"

#include <QGridLayout>
#include <QListView>
#include <QMenu>
#include <QPushButton>

namespace cownscope::ui {

ResultList::ResultList(ResultSet *set, QWidget *parent)
    : QWidget(parent)
    , m_set(set)
    , m_model(new ResultListModel(set, this))
    , m_list(new QListView)
    , m_save(new QPushButton(tr("Save…")))
    , m_compare(new QPushButton(tr("Compare")))
    , m_close(new QPushButton(tr("Close")))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new NameDelegate{[this] { return m_model->displayedNames(); }, m_list});
    m_list->setIconSize({16, 16});
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setAccessibleName(tr("Open results"));

    auto *open = new QPushButton(tr("Open…"));
    auto *compareMenu = new QMenu(this);
    m_compare->setToolTip(tr("Compare the selected result with another"));
    m_compare->setMenu(compareMenu);
    auto *buttons = new QGridLayout;
    buttons->setContentsMargins(6, 4, 6, 6);
    buttons->setSpacing(4);
    buttons->addWidget(open, 0, 0);
    buttons->addWidget(m_save, 0, 1);
    buttons->addWidget(m_compare, 1, 0);
    buttons->addWidget(m_close, 1, 1);
    for (QPushButton *button : {open, m_save, m_close})
        // So that the list can be narrow; only the button with a menu arrow needs its full width.
        button->setMinimumWidth(10);
    columnIn(this, {m_list})->addLayout(buttons);

    connect(open, &QPushButton::clicked, this, &ResultList::openRequested);
    connect(m_save, &QPushButton::clicked, this, [this] { Q_EMIT saveRequested(selected()); });
    connect(m_close, &QPushButton::clicked, this, [this] { Q_EMIT closeRequested(selected()); });
    connect(compareMenu, &QMenu::aboutToShow, this,
            [this, compareMenu] { fillCompareMenu(compareMenu); });
    connect(m_list, &QListView::customContextMenuRequested, this, &ResultList::showMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        updateButtons();
        Q_EMIT selectedChanged(selected());
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ResultList::updateButtons);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ResultList::updateButtons);
    connect(set, &ResultSet::added, this, &ResultList::select); // select the newest result
    updateButtons();
}

int ResultList::selected() const
{
    return m_list->currentIndex().data(ResultListModel::IdRole).toInt();
}

void ResultList::select(int id)
{
    if (const int row = m_model->rowOf(id); row >= 0 && id != selected())
        m_list->setCurrentIndex(m_model->index(row));
}

void ResultList::updateButtons()
{
    const bool any = selected() != 0;
    m_save->setEnabled(any);
    m_close->setEnabled(any);
    m_compare->setEnabled(!comparable(selected()).empty());
}

// The results that this one can be compared with: only sweeps can be compared.
std::vector<const OpenResult *> ResultList::comparable(int id) const
{
    std::vector<const OpenResult *> others;
    const OpenResult *result = m_set->find(id);
    for (const OpenResult &other : m_set->results()) {
        if (result && result->document && other.document && other.id != id)
            others.push_back(&other);
    }
    return others;
}

void ResultList::fillCompareMenu(QMenu *menu)
{
    menu->clear();
    const int id = selected();
    for (const OpenResult *other : comparable(id)) {
        QString name = other->name;
        name.replace(QLatin1Char{'&'}, QLatin1String{"&&"});
        menu->addAction(name, this,
                        [this, id, second = other->id] { Q_EMIT compareRequested(id, second); });
    }
    menu->setEnabled(!menu->isEmpty());
}

void ResultList::showMenu(const QPoint &position)
{
    const int id = m_list->indexAt(position).data(ResultListModel::IdRole).toInt();
    if (id == 0)
        return;
    select(id);
    QMenu menu;
    menu.addAction(tr("Save…"), this, [this, id] { Q_EMIT saveRequested(id); });
    fillCompareMenu(menu.addMenu(tr("Compare with")));
    menu.addSeparator();
    menu.addAction(tr("Close"), this, [this, id] { Q_EMIT closeRequested(id); });
    menu.exec(m_list->viewport()->mapToGlobal(position));
}

} // namespace cownscope::ui
