// The names of fields that messages had lately: found again, each with what is known of it, until
// two others of its place have come.

#include "model/http/expected_names.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/http/known_fields.h"

namespace connectorgroup::http {
namespace {

// What may stand behind a name, and enough of it to look ahead.
const std::string kBehind(64, 'v');

class Names : public testing::Test {
 protected:
  ExpectedName* learn(const std::string& line) {
    return names_.learn(line + kBehind, line.find(':'));
  }
  ExpectedName* find(const std::string& line) { return names_.find(line + kBehind); }

  ExpectedNames names_;
};

TEST_F(Names, AreNotThereAtFirst) {
  EXPECT_NE(names_.first(), nullptr);
  EXPECT_EQ(find("Host: "), nullptr);
  EXPECT_EQ(find(std::string(64, '\0')), nullptr);
}

TEST_F(Names, AreFoundAsTheyWereSpelled) {
  for (const std::string name : {"a", "ab", "abc", "Content-Type", "A-name-of-twenty-sevenxxxxx"}) {
    ExpectedName* const learned = learn(name + ": ");
    EXPECT_EQ(find(name + ": "), learned) << name;
    EXPECT_EQ(learned->size, name.size());
    EXPECT_EQ(find(name + ":"), nullptr) << name << ": without the space it is another spelling";
    EXPECT_EQ(find(name + "b: "), nullptr) << name;
    EXPECT_EQ(find("B" + name.substr(1) + ": "), nullptr) << name;
  }
}

TEST_F(Names, HaveTheColonAndTheSpaceBehindThem) {
  EXPECT_EQ(learn("Date: ")->bytes.size(), 6u);
  EXPECT_EQ(learn("Date:")->bytes.size(), 5u);
  EXPECT_EQ(learn("Date:  ")->bytes.size(), 6u) << "one space alone is usual";
  for (const std::string behind : {"\t", "!", "\x1F"}) {
    EXPECT_EQ(learn("Date:" + behind)->bytes.size(), 5u);
  }
  EXPECT_EQ(names_.learn("X:", 1)->bytes.size(), 2u) << "nothing need stand behind the colon";
}

TEST_F(Names, AreTwoOfAPlaceAndTheOlderOneIsForgotten) {
  // The octets that a place is chosen by are the same in all of these.
  ExpectedName* const first = learn("a1c: ");
  ExpectedName* const second = learn("a2c: ");
  EXPECT_NE(first, second);
  EXPECT_EQ(find("a1c: "), first);
  EXPECT_EQ(find("a2c: "), second);
  EXPECT_EQ(learn("a3c: "), first);
  EXPECT_EQ(find("a1c: "), nullptr);
  EXPECT_EQ(find("a2c: "), second);
  EXPECT_EQ(learn("a4c: "), second);
  EXPECT_EQ(find("a3c: "), first);
  EXPECT_EQ(find("a4c: "), second);
}

TEST_F(Names, KnowTheirField) {
  for (const KnownField& field : known_fields()) {
    const ExpectedName* const name = learn(std::string(field.name) + ": ");
    EXPECT_EQ(name->known, &field);
    EXPECT_EQ(name->place, place_of(&field));
    EXPECT_EQ(name->frames, field.framing != Framing::none) << field.name;
    const bool stands_once = field.framing == Framing::none && !field.list;
    EXPECT_EQ(name->single_bit, stands_once ? std::uint64_t{1} << name->place : 0U) << field.name;
  }
  // Whatever was learned there before.
  for (int octet = '0'; octet <= '9'; ++octet) {
    const ExpectedName* const name = learn(std::string("Da") + static_cast<char>(octet) + ": ");
    EXPECT_EQ(name->known, nullptr);
    EXPECT_EQ(name->place, kUnknownField);
    EXPECT_FALSE(name->frames);
    EXPECT_EQ(name->single_bit, 0U);
  }
}

TEST_F(Names, AreFollowedByOnesThatAreThere) {
  std::vector<ExpectedName*> learned;
  for (int i = 0; i < 200; ++i) learned.push_back(learn("N" + std::to_string(i) + ": "));
  for (const ExpectedName* const name : learned) EXPECT_NE(name->next, nullptr);
  EXPECT_NE(names_.first()->next, nullptr);
}

}  // namespace
}  // namespace connectorgroup::http
