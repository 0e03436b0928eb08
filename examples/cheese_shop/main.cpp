// SPDX-License-Identifier: GPL-3.0-or-later
// A shop with little cheese. An order returns a cown at once: for the cheese, or for an excuse. The
// excuse is an exception; it is rethrown where the cheese is accessed, through any number of
// behaviors in between.
#include <boc/boc.h>

#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

namespace {

struct Shop
{
    std::map<std::string, int> shelf;
    int till = 0;
};

struct Cheese
{
    std::string name;
    int price;
};

boc::Cown<Cheese> order(const boc::Cown<Shop> &shop, const std::string &name)
{
    return boc::when(shop) << [name](auto shop) {
        int &pieces = shop->shelf[name];
        if (pieces == 0)
            throw std::runtime_error("we are fresh out of " + name);
        --pieces;
        return Cheese{name, 3};
    };
}

// Wraps and sells a cheese; does not handle excuses.
boc::Cown<std::string> buy(const boc::Cown<Shop> &shop, const boc::Cown<Cheese> &ordered)
{
    return boc::when(shop, ordered) << [](auto shop, auto cheese) {
        shop->till += cheese->price;
        return "a piece of " + cheese->name;
    };
}

} // namespace

int main()
{
    boc::Runtime runtime;
    boc::Cown<Shop> shop{Shop{{{"Cheddar", 1}, {"Brie", 2}}}};
    // Behaviors that print hold the counter, so the output is in the order of the orders.
    boc::Cown<std::ostream *> counter{&std::cout};

    for (const char *name : {"Stilton", "Cheddar", "Cheddar", "Brie", "Edam"}) {
        boc::Cown<std::string> parcel = buy(shop, order(shop, name));
        boc::when(counter, parcel) << [name = std::string(name)](auto counter, auto parcel) {
            std::ostream &out = **counter;
            out << name << "? ";
            try {
                const std::string &goods = *parcel;
                out << "Here you are, " << goods << ".\n";
            } catch (const std::runtime_error &excuse) {
                out << "I am sorry, " << excuse.what() << ".\n";
            }
        };
    }
    boc::when(counter, shop) <<
        [](auto counter, auto shop) { **counter << "In the till: " << shop->till << '\n'; };
    runtime.wait();
}
