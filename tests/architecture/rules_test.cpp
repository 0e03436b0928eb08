// SPDX-License-Identifier: GPL-3.0-or-later
// Each rule against a small project that breaks it, and against one that does not.
#include "rules.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

using namespace cownscope::test;

namespace {

class Rules : public testing::Test
{
protected:
    Rules()
    {
        add("runtime/boc/include/boc/boc.h", "#include <boc/detail/slot.h>\n#include <vector>");
        add("runtime/boc/include/boc/detail/slot.h", "#include <atomic>");
        add("runtime/boc/src/worker.h", "");
        add("runtime/boc/src/worker.cpp", "#include \"worker.h\"\n#include <boc/boc.h>");
        add("runtime/workloads/boids/flock.h", "#include <boc/boc.h>\n#include <Eigen/Core>");
        add("runtime/lab/results/table.h",
            "#include \"workloads/boids/flock.h\"\n#include <nlohmann/json.hpp>\n#include "
            "<unistd.h>");
        add("ui/view.h",
            "#include \"lab/results/table.h\"\n#include <QWidget>\n#include <QtCharts>");
        add("app/cownscope/main.cpp", "#include \"ui/view.h\"\n#include <CLI/CLI.hpp>");
        add("app/cownbench/main.cpp", "#include \"lab/results/table.h\"\n#include <CLI/CLI.hpp>");
        add("examples/transfer/main.cpp", "#include <boc/boc.h>\n#include <iostream>");
        add("tests/boc/slot_test.cpp",
            "#include <boc/detail/slot.h>\n#include \"ui/view.h\"\n#include \"worker.h\"");
    }

    // Adds a file, with the license that belongs there; replaces one of the same name.
    void add(const std::string &path, const std::string &text)
    {
        const char *license = path.starts_with("runtime/boc/") ? "MIT" : "GPL-3.0-or-later";
        addRaw(path, std::string("// SPDX-License-Identifier: ") + license + '\n' + text + '\n');
    }

    void addRaw(const std::string &path, const std::string &text)
    {
        std::filesystem::create_directories((m_folder.path() / path).parent_path());
        std::ofstream(m_folder.path() / path) << text;
    }

    std::filesystem::path path(const std::string &name) const { return m_folder.path() / name; }

    std::vector<SourceFile> files() const { return readSourceTree(m_folder.path()); }

    static Violations targets(const std::string &folder, const std::string &name,
                              const std::vector<std::string> &libraries)
    {
        return checkTargets({{.folder = folder, .name = name, .libraries = libraries}});
    }

private:
    TemporaryFolder m_folder;
};

using Expected = Violations;

} // namespace

TEST_F(Rules, AcceptAGoodProject)
{
    EXPECT_EQ(files().size(), 11u);
    EXPECT_EQ(checkIncludes(files()), Expected());
    EXPECT_EQ(checkLicenses(files()), Expected());
    EXPECT_EQ(checkReadmes(files()), Expected());
    EXPECT_EQ(checkNumbers(files()), Expected());
    EXPECT_EQ(checkFileAccess(files()), Expected());
    EXPECT_EQ(checkChildren(files()), Expected());
}

TEST_F(Rules, IncludesNeverGoUpwards)
{
    add("runtime/boc/src/a.cpp", "#include \"workloads/boids/flock.h\"");
    add("runtime/workloads/b.cpp", "  #  include \"lab/results/table.h\" // why");
    add("runtime/lab/c.cpp", "#include \"ui/view.h\"");
    add("ui/d.cpp", "#include \"app/cownscope/e.h\"");
    add("app/cownscope/e.h", "");
    add("app/cownbench/f.cpp", "#include \"ui/view.h\"\n#include \"../cownscope/e.h\"");
    add("examples/g.cpp", "#include \"workloads/boids/flock.h\"");
    EXPECT_EQ(
        checkIncludes(files()),
        (Expected{
            "app/cownbench/f.cpp: includes ui/view.h, but app/cownbench/ may not use ui/",
            "app/cownbench/f.cpp: includes ../cownscope/e.h, but app/cownbench/ may not use "
            "app/cownscope/",
            "examples/g.cpp: includes workloads/boids/flock.h, but examples/ may not use "
            "runtime/workloads/",
            "runtime/boc/src/a.cpp: includes workloads/boids/flock.h, but runtime/boc/ may "
            "not use runtime/workloads/",
            "runtime/lab/c.cpp: includes ui/view.h, but runtime/lab/ may not use ui/",
            "runtime/workloads/b.cpp: includes lab/results/table.h, but runtime/workloads/ may not "
            "use runtime/lab/",
            "ui/d.cpp: includes app/cownscope/e.h, but ui/ may not use app/cownscope/",
        }));
}

TEST_F(Rules, TheLibraryIsUsedThroughItsPublicHeaders)
{
    add("runtime/workloads/a.cpp", "#include <boc/detail/slot.h>");
    add("ui/b.cpp", "#include \"../runtime/boc/src/worker.h\"");
    EXPECT_EQ(checkIncludes(files()),
              (Expected{
                  "runtime/workloads/a.cpp: includes boc/detail/slot.h, which is no public header "
                  "of the library",
                  "ui/b.cpp: includes ../runtime/boc/src/worker.h, which is no public header of "
                  "the library",
              }));
}

TEST_F(Rules, TheLibraryNeedsTheStandardAlone)
{
    add("runtime/boc/src/a.cpp",
        "#include <sys/mman.h>\n#include <Eigen/Core>\n#include <QObject>");
    EXPECT_EQ(checkIncludes(files()),
              (Expected{
                  "runtime/boc/src/a.cpp: includes sys/mman.h, which runtime/boc/ may not use",
                  "runtime/boc/src/a.cpp: includes Eigen/Core, which runtime/boc/ may not use",
                  "runtime/boc/src/a.cpp: includes QObject, but only the window may use Qt",
              }));
}

TEST_F(Rules, QtStaysInTheWindow)
{
    add("runtime/workloads/a.cpp", "#include <QtCore/QString>");
    add("runtime/lab/b.cpp", "#include <QString>");
    add("app/cownbench/c.cpp", "#include <QCoreApplication>");
    EXPECT_EQ(checkIncludes(files()),
              (Expected{
                  "app/cownbench/c.cpp: includes QCoreApplication, but only the window may use Qt",
                  "runtime/lab/b.cpp: includes QString, but only the window may use Qt",
                  "runtime/workloads/a.cpp: includes QtCore/QString, but only the window may use "
                  "Qt",
              }));
}

TEST_F(Rules, WhatIsIncludedInQuotesExists)
{
    add("ui/a.cpp", "#include \"view.h\"\n#include \"veiw.h\"");
    add("tests/boc/b.cpp", "#include \"gone.h\"");
    add("ui/c.cpp", "#include \"worker.h\"");
    EXPECT_EQ(checkIncludes(files()),
              (Expected{"tests/boc/b.cpp: includes gone.h, which does not exist",
                        "ui/a.cpp: includes veiw.h, which does not exist",
                        "ui/c.cpp: includes worker.h, which does not exist"}));
}

TEST_F(Rules, EverySourceHasTheLicenseOfItsPlace)
{
    addRaw("runtime/boc/src/a.cpp", "// SPDX-License-Identifier: GPL-3.0-or-later\n");
    addRaw("ui/b.h", "#pragma once\n");
    addRaw("app/run", "#!/bin/sh\n\n\n# SPDX-License-Identifier: GPL-3.0-or-later\n");
    addRaw("shaders/c.vert", "#version 330\n");
    addRaw("ui/CMakeLists.txt", "# SPDX-License-Identifier: MIT\n");
    addRaw("build/generated.h", "");
    addRaw("LICENSE", "text");
    const std::string gpl =
        "needs \"SPDX-License-Identifier: GPL-3.0-or-later\" in its first three lines";
    EXPECT_EQ(checkLicenses(files()),
              (Expected{
                  "app/run: " + gpl,
                  "runtime/boc/src/a.cpp: needs \"SPDX-License-Identifier: MIT\" in its first "
                  "three lines",
                  "shaders/c.vert: " + gpl,
                  "ui/CMakeLists.txt: " + gpl,
                  "ui/b.h: " + gpl,
              }));
}

TEST_F(Rules, NumbersAreWrittenInOnePlace)
{
    add("runtime/base/number_text.cpp", "std::snprintf(text, 9, \"%f\", value);");
    add("tests/lab/a.cpp", "std::ostringstream text;");
    EXPECT_EQ(checkNumbers(files()), Expected());
    const std::string why = ", which follows the locale; see base/number_text.h";
    add("runtime/lab/b.cpp", "std::ostringstream text;\nstd::printf(\"%d %s\", 1, name);");
    add("ui/c.cpp", "\n\nconst double d = std::stod(text);");
    add("app/cownbench/d.cpp", "std::snprintf(text, 9, \"of %+.1f%%\", value);");
    EXPECT_EQ(checkNumbers(files()),
              (Expected{
                  "app/cownbench/d.cpp:2: has printf(text, 9, \"of %+.1f" + why,
                  "runtime/lab/b.cpp:2: has ostringstream" + why,
                  "ui/c.cpp:4: has stod" + why,
              }));
}

TEST_F(Rules, FilesAreWrittenAndReadInOnePlace)
{
    add("runtime/lab/files/a.cpp", "open(path, O_WRONLY | O_CREAT); ::renameat(1, a, 1, b);");
    add("runtime/lab/machine/b.cpp", "std::ifstream stream(\"/proc/stat\");");
    add("runtime/boc/src/c.cpp", "std::fopen(list, \"a\");"); // has no such library below it
    add("ui/d.cpp", "QSaveFile file{path}; // and std::cout\nQFile::encodeName(path);");
    add("ui/e.cpp", "QFile file{path};\nstd::rename(a, b);");
    add("app/cownbench/f.cpp", "std::ofstream file(path);\nstd::cout << 1;");
    add("app/cownscope/g.cpp", "QFileDialog::getSaveFileName(this);\nstd::fputs(text, stdout);");
    add("app/cownscope/h.cpp", "std::fprintf(stderr, text); std::cerr << text; QSettings s;");
    EXPECT_EQ(checkFileAccess(files()),
              (Expected{
                  "app/cownbench/f.cpp: has ofstream, but should use lab::writeFile or "
                  "lab::placeFile",
                  "app/cownbench/f.cpp: has std::cout, but should use lab::print",
                  "app/cownscope/g.cpp: has stdout), but should use lab::print",
                  "app/cownscope/g.cpp: has getSaveFileName, but should use askWhereToSave",
                  "app/cownscope/h.cpp: has QSettings, but should use RecentFiles",
                  "ui/d.cpp: has QSaveFile, but should use lab::writeFile or lab::placeFile",
                  "ui/e.cpp: has ::rename(, but should use lab::writeFile or lab::placeFile",
                  "ui/e.cpp: has QFile , but should use lab::readFile",
              }));
}

TEST_F(Rules, ProcessesAreStartedInOnePlace)
{
    add("runtime/link/child.cpp", "m_pid = ::fork();");
    add("examples/a.cpp", "forklift(); // not fork()");
    add("tests/ui/b.h", "QProcess process;");
    add("ui/c.cpp", "if (::fork() == 0)\n    ::execv(program, words);");
    EXPECT_EQ(checkChildren(files()),
              (Expected{
                  "tests/ui/b.h: has QProcess, but should use link::Child",
                  "ui/c.cpp: has fork(, but should use link::Child",
                  "ui/c.cpp: has execv(, but should use link::Child",
              }));
}

TEST_F(Rules, EveryFolderOfTheBuildIsDescribed)
{
    add("ui/CMakeLists.txt", "");
    add("app/CMakeLists.txt", "");
    addRaw("app/README.md", "# app");
    EXPECT_EQ(checkReadmes(files()), Expected{"ui/CMakeLists.txt: its folder has no README.md"});
}

TEST_F(Rules, TargetsLinkAsTheirFoldersInclude)
{
    EXPECT_EQ(targets("runtime/lab/", "cownscope-lab",
                      {"Boc::boc", "cownscope-workloads", "nlohmann_json::nlohmann_json",
                       "cownscope-warnings"}),
              Expected());
    EXPECT_EQ(targets("examples/", "transfer", {"Boc::boc", "cownscope-warnings"}), Expected());
    EXPECT_EQ(targets("tests/ui/", "tst_ui", {"cownscope-ui"}), Expected());
    EXPECT_EQ(targets("runtime/workloads/", "cownscope-workloads", {"boc", "cownscope-lab"}),
              Expected{"cownscope-workloads: links cownscope-lab, but runtime/workloads/ may not "
                       "use runtime/lab/"});
    EXPECT_EQ(targets("runtime/lab/", "cownscope-lab", {"Qt6::Core"}),
              Expected{"cownscope-lab: links Qt6::Core, but only the window may use Qt"});
    EXPECT_EQ(targets("app/cownbench/", "cownbench", {"cownscope-ui"}),
              Expected{"cownbench: links cownscope-ui, but app/cownbench/ may not use ui/"});
    EXPECT_EQ(targets("runtime/boc/", "boc", {"Threads::Threads", "Eigen3::Eigen"}),
              Expected{"boc: links Eigen3::Eigen, which runtime/boc/ may not use"});
    EXPECT_EQ(
        targets("runtime/workloads/boids/", "kernels", {}),
        Expected{"kernels: is made in runtime/workloads/boids/, where only cownscope-workloads "
                 "should be"});
}

TEST_F(Rules, TargetsAreReadFromTheBuild)
{
    addRaw("targets.txt",
           "runtime/boc/|boc|Threads::Threads\nui/|cownscope-ui|boc;Qt6::Core\n"
           "ui/|empty|\n");
    const auto list = readTargets(path("targets.txt"));
    ASSERT_EQ(list.size(), 3u);
    EXPECT_EQ(list[1].folder, "ui/");
    EXPECT_EQ(list[1].name, "cownscope-ui");
    EXPECT_EQ(list[1].libraries, (std::vector<std::string>{"boc", "Qt6::Core"}));
    EXPECT_TRUE(list[2].libraries.empty());
}
