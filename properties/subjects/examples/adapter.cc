// This project's own reader behind the line protocol (../PROTOCOL.md): how one in C++ is wrapped.
#include <iomanip>
#include <iostream>
#include <sstream>

#include "model/body/reader.h"

int main() {
  connectorgroup::BodyReader reader(connectorgroup::graph_2017());
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string number, verb, digits, text;
    words >> number >> verb >> digits;
    if (verb != "read-request") digits.clear();
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
      text += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    }
    const auto group = reader.read_create_request(text);
    std::cout << number << std::hex << std::setfill('0');
    if (verb != "read-request") {
      std::cout << " skip";
    } else if (!group.accepted()) {
      std::cout << " reject at=n:" << std::dec << group.violation().offset;
    } else {
      std::cout << " accept name=s:";
      for (const char c : group.value().name) std::cout << std::setw(2) << (c & 0xff);
    }
    std::cout << std::endl;
  }
}
