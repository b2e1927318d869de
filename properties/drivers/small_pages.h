// Small documentation pages, and what the reader is expected to make of one.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/page/reader.h"

namespace connectorgroup {

// Found by GoogleTest, by argument-dependent lookup, when an expectation fails.
inline void PrintTo(PageFault fault, std::ostream* out) { *out << name(fault); }
inline void PrintTo(BlockType type, std::ostream* out) { *out << name(type); }
inline void PrintTo(const PageFinding& finding, std::ostream* out) {
  *out << "line " << finding.line << ": " << name(finding.what) << ": " << finding.detail;
}

inline std::string comment(std::string_view annotation) {
  return "<!-- " + std::string(annotation) + " -->\n";
}

inline std::string fence(std::string_view content) {
  return "```http\n" + std::string(content) + "```\n";
}

inline const std::string kRequestComment = comment(R"({"blockType": "request"})");
inline const std::string kResponseComment = comment(R"({"blockType": "response"})");
inline const std::string kRequestFence = fence("POST /groups\nContent-length: 2\n\n{}\n");
inline const std::string kResponseFence = fence("HTTP/1.1 201 Created\n\n{}\n");
inline const std::string kRequest = kRequestComment + kRequestFence;
inline const std::string kResponse = kResponseComment + kResponseFence;

using Fault = std::pair<PageFault, std::size_t>;

// What was found and on which line.
inline std::vector<Fault> faults(std::string_view page) {
  std::vector<Fault> found;
  for (const PageFinding& finding : read_page(page).findings) {
    EXPECT_FALSE(finding.detail.empty()) << "a finding must say something: " << page;
    found.emplace_back(finding.what, finding.line);
  }
  return found;
}

// Expects one finding, and no whole example that has an annotation.
inline void expect_refused(std::string_view page, PageFault what, std::size_t line) {
  EXPECT_EQ(faults(page), (std::vector<Fault>{{what, line}})) << page;
  for (const PageExample& example : read_page(page).examples) {
    EXPECT_FALSE(example.annotated() && example.faults.empty()) << page;
  }
}

// Expects one finding and one example with that fault; gives the example.
inline PageExample expect_faulty(std::string_view page, PageFault what, std::size_t line) {
  EXPECT_EQ(faults(page), (std::vector<Fault>{{what, line}})) << page;
  PageReading reading = read_page(page);
  EXPECT_EQ(reading.examples.size(), 1u) << page;
  reading.examples.resize(1);
  EXPECT_EQ(reading.examples.front().faults, std::vector<PageFault>{what}) << page;
  return std::move(reading.examples.front());
}

// Expects one example and no finding; gives the example.
inline PageExample expect_one(std::string_view page) {
  PageReading reading = read_page(page);
  EXPECT_EQ(reading.findings, std::vector<PageFinding>{}) << page;
  EXPECT_EQ(reading.examples.size(), 1u) << page;
  reading.examples.resize(1);
  return std::move(reading.examples.front());
}

// Expects one example that has no annotation, and nothing else to say of it.
inline PageExample expect_unannotated(std::string_view page) {
  PageReading reading = read_page(page);
  EXPECT_FALSE(reading.findings.empty());
  EXPECT_EQ(reading.findings.front().what, PageFault::fence_without_annotation) << page;
  EXPECT_EQ(reading.examples.size(), 1u) << page;
  reading.examples.resize(1);
  EXPECT_FALSE(reading.examples.front().annotated()) << page;
  return std::move(reading.examples.front());
}

}  // namespace connectorgroup
