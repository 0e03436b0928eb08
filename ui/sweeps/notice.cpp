// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/notice.h"

#include "ui/style/theme.h"

#include <QEvent>

#include <algorithm>

namespace cownscope::ui {
namespace {

QColor colorOf(Notice::Kind kind, const QPalette &palette)
{
    const Shade shade = shadeOf(palette);
    switch (kind) {
    case Notice::Kind::Problem:
        return problemColor(shade);
    case Notice::Kind::Warning:
        return warningColor(shade);
    case Notice::Kind::Remark:
        break;
    }
    return sceneFor(shade).faintText;
}

// Makes a sentence of a message from another layer, which is written to follow a colon: adds a
// capital letter and a period. A file name at the beginning is not changed.
QString asSentence(QString sentence)
{
    if (sentence.isEmpty())
        return sentence;
    const QString word = sentence.section(u' ', 0, 0);
    if (std::all_of(word.begin(), word.end(), [](QChar c) { return c.isLetter(); }))
        sentence[0] = sentence[0].toUpper();
    return QStringLiteral(".!?…").contains(sentence.back()) ? sentence : sentence + u'.';
}

} // namespace

Notice::Notice(Kind kind, QWidget *parent)
    : QLabel(parent)
    , m_kind(kind)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFocusPolicy(Qt::NoFocus);
    hide();
    colorize();
}

void Notice::setKind(Kind kind)
{
    m_kind = kind;
    colorize();
}

void Notice::setSentences(const QStringList &sentences)
{
    QStringList lines;
    for (const QString &sentence : sentences)
        lines.append(asSentence(sentence));
    setText(lines.join(u'\n'));
    setVisible(!lines.isEmpty());
}

void Notice::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange)
        colorize();
}

void Notice::colorize()
{
    const QColor color = colorOf(m_kind, palette());
    if (palette().color(QPalette::WindowText) == color)
        return;
    QPalette own;
    own.setResolveMask(0); // other roles still follow the palette of the application
    own.setColor(QPalette::WindowText, color);
    setPalette(own);
}

} // namespace cownscope::ui
