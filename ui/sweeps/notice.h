// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace cownscope::ui {

// A label with messages in the color of their kind; hidden while it is empty.
class Notice : public QLabel
{
    Q_OBJECT

public:
    enum class Kind { Problem, Warning, Remark };

    explicit Notice(Kind kind, QWidget *parent = nullptr);

    void setKind(Kind kind);
    void setSentences(const QStringList &sentences);
    // An empty sentence hides the label.
    void setSentence(const QString &sentence)
    {
        setSentences(sentence.isEmpty() ? QStringList{} : QStringList{sentence});
    }

protected:
    void changeEvent(QEvent *event) override;

private:
    void colorize();

    Kind m_kind;
};

} // namespace cownscope::ui
