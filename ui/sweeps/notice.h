// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace cownscope::ui {

// Sentences in the color of what they say; hidden while there are none.
class Notice : public QLabel
{
    Q_OBJECT

public:
    enum class Kind { Problem, Warning, Remark };

    explicit Notice(Kind kind, QWidget *parent = nullptr);

    void setKind(Kind kind);
    void setSentences(const QStringList &sentences);
    void setSentence(const QString &sentence); // empty: none

protected:
    void changeEvent(QEvent *event) override;

private:
    void colorize();

    Kind m_kind;
};

} // namespace cownscope::ui
