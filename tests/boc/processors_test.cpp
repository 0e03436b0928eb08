// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc/src/processors.h"

#include <boc/boc.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <sched.h>
#include <unistd.h>

namespace {

/// A folder that stands for the root of a machine.
class Machine
{
public:
    Machine()
    {
        std::string name = (std::filesystem::temp_directory_path() / "bocXXXXXX").string();
        if (!::mkdtemp(name.data()))
            std::abort();
        m_root = name;
    }
    ~Machine() { std::filesystem::remove_all(m_root); }
    Machine(const Machine &) = delete;
    Machine &operator=(const Machine &) = delete;

    void write(const std::string &file, const std::string &text) const
    {
        std::filesystem::create_directories((m_root / file).parent_path());
        std::ofstream(m_root / file) << text;
    }
    /// A CPU that is on line, with those that share its core.
    void addCpu(unsigned cpu, const std::string &siblings, unsigned package, unsigned core,
                const char *list = "core_cpus_list") const
    {
        const std::string topology =
            "sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/";
        write(topology + list, siblings + '\n');
        write(topology + "physical_package_id", std::to_string(package) + '\n');
        write(topology + "core_id", std::to_string(core) + '\n');
    }
    const std::filesystem::path &root() const { return m_root; }

private:
    std::filesystem::path m_root;
};

std::vector<unsigned> upTo(unsigned count)
{
    std::vector<unsigned> cpus(count);
    std::iota(cpus.begin(), cpus.end(), 0u);
    return cpus;
}

TEST(Processors, SiblingsOfACoreCountOnce)
{
    const Machine machine;
    for (unsigned core = 0; core < 4; ++core) {
        const std::string siblings = std::to_string(core) + ',' + std::to_string(core + 4);
        machine.addCpu(core, siblings, 0, core);
        machine.addCpu(core + 4, siblings, 0, core);
    }
    using boc::detail::coresAmong;
    EXPECT_EQ(coresAmong(upTo(8), machine.root()), 4u);
    EXPECT_EQ(coresAmong({0, 4}, machine.root()), 1u);
    EXPECT_EQ(coresAmong({0, 1}, machine.root()), 2u);
    EXPECT_EQ(coresAmong({7}, machine.root()), 1u);
    EXPECT_EQ(coresAmong({}, machine.root()), 1u);
}

TEST(Processors, ACpuThatIsOffLineDoesNotEndTheCount)
{
    // Off line, it has no topology; the affinity leaves it out.
    const Machine machine;
    machine.addCpu(0, "0", 0, 0);
    std::filesystem::create_directories(machine.root() / "sys/devices/system/cpu/cpu1");
    for (unsigned cpu = 2; cpu < 16; ++cpu)
        machine.addCpu(cpu,
                       cpu % 2 == 0 && cpu < 8
                           ? std::to_string(cpu)
                           : std::to_string(cpu / 2 * 2) + '-' + std::to_string(cpu / 2 * 2 + 1),
                       0, cpu / 2);
    EXPECT_EQ(boc::detail::coresAmong({0, 2, 4, 6}, machine.root()), 4u);
    EXPECT_EQ(boc::detail::coresAmong({0, 8, 9, 10, 11}, machine.root()), 3u);
}

TEST(Processors, CoresOfSeveralPackagesAreDistinct)
{
    const Machine machine;
    for (unsigned cpu = 0; cpu < 8; ++cpu)
        machine.addCpu(cpu, std::to_string(cpu), cpu / 4, cpu % 2); // two dies in each
    EXPECT_EQ(boc::detail::coresAmong(upTo(8), machine.root()), 8u);
}

TEST(Processors, OlderKernelsCallTheListOtherwise)
{
    const Machine machine;
    for (unsigned cpu = 0; cpu < 4; ++cpu)
        machine.addCpu(cpu, cpu < 2 ? "0-1" : "2-3", 0, cpu / 2, "thread_siblings_list");
    EXPECT_EQ(boc::detail::coresAmong(upTo(4), machine.root()), 2u);
}

TEST(Processors, WithoutATopologyEachCpuIsACore)
{
    const Machine machine;
    EXPECT_EQ(boc::detail::coresAmong(upTo(6), machine.root()), 6u);
}

TEST(Processors, TheQuotaIsTheLeastOnTheWayToTheOwnGroup)
{
    const Machine machine;
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), std::nullopt) << "nothing is mounted";
    machine.write("proc/self/mountinfo",
                  "24 1 0:22 / /sys rw - sysfs sysfs rw\n"
                  "35 24 0:30 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw\n");
    machine.write("proc/self/cgroup", "0::/user.slice/run.scope\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), std::nullopt);
    machine.write("sys/fs/cgroup/user.slice/run.scope/cpu.max", "max 100000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), std::nullopt);
    machine.write("sys/fs/cgroup/user.slice/cpu.max", "250000 100000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), 2.5);
    machine.write("sys/fs/cgroup/user.slice/run.scope/cpu.max", "25000 50000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), 0.5);
    machine.write("sys/fs/cgroup/other/cpu.max", "1000 100000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), 0.5) << "not the process's group";
}

TEST(Processors, AContainerSeesItsGroupAsTheRoot)
{
    const Machine machine;
    machine.write("proc/self/mountinfo", "35 24 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup rw\n");
    machine.write("proc/self/cgroup", "0::/\n");
    machine.write("sys/fs/cgroup/cpu.max", "150000 100000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), 1.5);
    machine.write("proc/self/cgroup", "0::/../../outside\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), 1.5);
}

TEST(Processors, VersionOneHasItsQuotaInTwoFiles)
{
    const Machine machine;
    machine.write("proc/self/mountinfo",
                  "30 24 0:26 /docker/1a2b /sys/fs/cgroup/cpu,cpu\\040acct rw - cgroup cgroup "
                  "rw,cpu,cpuacct\n"
                  "31 24 0:27 /docker/1a2b /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n");
    machine.write("proc/self/cgroup",
                  "5:cpuset:/docker/1a2b\n4:cpu,cpuacct:/docker/1a2b/job\n0::/\n");
    const std::string top = "sys/fs/cgroup/cpu,cpu acct/";
    machine.write(top + "cpu.cfs_quota_us", "-1\n");
    machine.write(top + "cpu.cfs_period_us", "100000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), std::nullopt);
    machine.write(top + "job/cpu.cfs_quota_us", "300000\n");
    machine.write(top + "job/cpu.cfs_period_us", "100000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), 3.0);
    machine.write(top + "cpu.cfs_quota_us", "50000\n");
    EXPECT_EQ(boc::detail::cpuQuota(machine.root()), 0.5);
}

TEST(Processors, FollowTheAffinityOfTheThread)
{
    const boc::Processors all = boc::usableProcessors();
    ASSERT_FALSE(all.cpus.empty());
    EXPECT_GE(boc::physicalCores(), 1u);
    EXPECT_LE(boc::physicalCores(), all.cores);
    EXPECT_LE(all.cores, all.cpus.size());
    // On a thread of its own, whose affinity ends with it.
    std::thread([&] {
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(all.cpus.back(), &one);
        ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
        const boc::Processors mine = boc::usableProcessors();
        EXPECT_EQ(mine.cpus, std::vector{all.cpus.back()});
        EXPECT_EQ(mine.cores, 1u);
        EXPECT_EQ(boc::physicalCores(), 1u);
        EXPECT_EQ(boc::Runtime().workers(), 1u);
    }).join();
    EXPECT_EQ(boc::usableProcessors().cpus, all.cpus);
    EXPECT_EQ(boc::physicalCores({all.cpus.back()}), 1u);
}

} // namespace
