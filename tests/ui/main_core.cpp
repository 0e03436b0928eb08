// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/own_home.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

int main(int argc, char *argv[])
{
    testing::InitGoogleTest(&argc, argv);
    const cownscope::test::OwnHome home;
    QCoreApplication application{argc, argv};
    return RUN_ALL_TESTS();
}
