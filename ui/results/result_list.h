// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QListView;
class QMenu;
class QPushButton;

namespace cownscope::ui {

class ResultListModel;
class ResultSet;
struct OpenResult;

// A list of the open results, with buttons to open, save, compare and close them.
class ResultList : public QWidget
{
    Q_OBJECT

public:
    // The set must outlive the widget.
    explicit ResultList(ResultSet *set, QWidget *parent = nullptr);

    int selected() const; // 0 if none
    void select(int id);

Q_SIGNALS:
    void selectedChanged(int id);
    void openRequested();
    void saveRequested(int id);
    void closeRequested(int id);
    void compareRequested(int id, int other);

private:
    std::vector<const OpenResult *> comparable(int id) const;
    void showMenu(const QPoint &position);
    void fillCompareMenu(QMenu *menu);
    void updateButtons();

    ResultSet *m_set;
    ResultListModel *m_model;
    QListView *m_list;
    QPushButton *m_save;
    QPushButton *m_compare;
    QPushButton *m_close;
};

} // namespace cownscope::ui
