// What a service keeps from one request to the next: a plain value, which can be copied and
// compared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "model/connector_group.h"

namespace connectorgroup {

class ServiceState {
 public:
  struct Stored {
    ConnectorGroup group;
    std::uint64_t version = 1;  // counts the changes; its entity tag is this number in quotes

    friend bool operator==(const Stored&, const Stored&) = default;
  };

  std::size_t size() const { return by_creation_.size(); }
  // In the order of their creation.
  const std::map<std::uint64_t, Stored>& groups() const { return by_creation_; }
  // The group of this id, or null. Time O(log n), as of what follows.
  const Stored* find(std::string_view id) const;

  // False, and nothing is changed: the id is taken.
  bool add(ConnectorGroup group);
  // A new version of the group of this id, unless it is equal to the old one. REQUIRES: there is
  // one.
  void update(const ConnectorGroup& group);
  // False: there is none.
  bool remove(std::string_view id);

  // The number of requests that were answered, this one included.
  std::uint64_t count_request() { return ++request_count_; }

  friend bool operator==(const ServiceState&, const ServiceState&) = default;

 private:
  std::map<std::uint64_t, Stored> by_creation_;
  std::map<std::string, std::uint64_t, std::less<>> creation_of_;
  std::uint64_t created_count_ = 0;
  std::uint64_t request_count_ = 0;
};

}  // namespace connectorgroup
