// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <vector>

namespace cownscope::ui {

class ResultSet;

// The names of the open results: sweeps are checked if shown in the chart, bold if not saved.
class ResultListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    static constexpr int IdRole = Qt::UserRole;

    // The set must outlive the model.
    explicit ResultListModel(ResultSet *set, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    int rowOf(int id) const;            // -1 if it is not open
    QStringList displayedNames() const; // all names, in the order of the rows

private:
    void add(int id);
    void change(int id);
    void close(int id);

    ResultSet *m_set;
    std::vector<int> m_ids; // by row
};

} // namespace cownscope::ui
