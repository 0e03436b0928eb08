// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/options.h"
#include "tests/ui/expected_problems.h"
#include "tests/ui/own_home.h"
#include "ui/application.h"
#include "ui/controls/control_style.h"
#include "ui/workloads/list/workload_list.h"

#include <gtest/gtest.h>

int main(int argc, char *argv[])
{
    if (argc == 2 && argv[1] == cownscope::backEndArgument) // started by a window under test
        return cownscope::ui::runBackEnd(argc, argv, cownscope::ui::backEndWorkloads);
    testing::InitGoogleTest(&argc, argv);
    if (testing::GTEST_FLAG(list_tests))
        return RUN_ALL_TESTS(); // needs no display
    const cownscope::test::OwnHome home;
    cownscope::ui::Application application{argc, argv};
    QObject::connect(&application, &cownscope::ui::Application::problemArose,
                     [](const QString &sentence) {
                         if (!cownscope::test::areProblemsExpected)
                             ADD_FAILURE() << sentence.toStdString();
                     });
    QApplication::setStyle(new cownscope::ui::ControlStyle);
    return RUN_ALL_TESTS();
}
