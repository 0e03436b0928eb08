// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz_target.h"
#include "lab/files/read_file.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>

namespace {

// Each input whole, cut short at many places, and with single bytes changed.
void runAround(const std::string &input)
{
    const auto run = [](const std::string &bytes) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
    };
    run(input);
    const std::size_t step = 1 + input.size() / 100;
    for (std::size_t at = 0; at < input.size(); at += step) {
        run(input.substr(0, at));
        for (const char byte : {'\0', '9', '"', '{', '\xff'}) {
            std::string changed = input;
            changed[at] = byte;
            run(changed);
        }
    }
}

} // namespace

TEST(Corpus, BreaksNothing)
{
    std::size_t inputs = 0;
    for (const char *folder : {COWNSCOPE_CORPUS, COWNSCOPE_MORE_CORPUS}) {
        for (const auto &entry : std::filesystem::directory_iterator(folder)) {
            SCOPED_TRACE(entry.path());
            runAround(cownscope::lab::readFile(entry.path(), UINT64_MAX));
            ++inputs;
        }
    }
    EXPECT_GT(inputs, 5u);
}
