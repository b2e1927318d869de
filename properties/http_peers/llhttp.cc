// Starts node with llhttp.js and speaks its line protocol over a socket. A node that dies or says
// something else is an exception: a peer that fell silent must not look like one that agrees.

#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "properties/http_peers/peer.h"

extern char** environ;

namespace connectorgroup {
namespace {

void expect(bool as_agreed) {
  if (!as_agreed) throw std::runtime_error("llhttp.js broke its protocol");
}

std::string to_hex(std::string_view octets) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (octets.empty()) return "-";
  std::string hex;
  hex.reserve(2 * octets.size());
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    hex += kDigits[octet >> 4];
    hex += kDigits[octet & 0xF];
  }
  return hex;
}

std::string from_hex(std::string_view hex) {
  std::string octets;
  if (hex == "-") return octets;
  expect(hex.size() % 2 == 0);
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    unsigned octet = 0;
    const auto [end, error] = std::from_chars(hex.data() + at, hex.data() + at + 2, octet, 16);
    expect(error == std::errc() && end == hex.data() + at + 2);
    octets += static_cast<char>(octet);
  }
  return octets;
}

template <class Number>
Number to_number(std::string_view digits) {
  Number number{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  expect(error == std::errc() && end == digits.data() + digits.size());
  return number;
}

// A process whose standard input and output are one socket of ours.
class Process {
 public:
  static std::unique_ptr<Process> start(const std::string& program, const std::string& argument) {
    std::array<int, 2> sockets;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) return nullptr;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], STDOUT_FILENO);
    std::string name = program;
    std::string script = argument;
    const std::array<char*, 3> arguments{name.data(), script.data(), nullptr};
    pid_t id = 0;
    const int error = posix_spawnp(&id, name.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(sockets[1]);
    if (error != 0) {
      close(sockets[0]);
      return nullptr;
    }
    return std::unique_ptr<Process>(new Process(id, sockets[0]));
  }

  // The end of its input is what it ends at.
  ~Process() {
    close(socket_);
    waitpid(id_, nullptr, 0);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  bool write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

  // The next line without its end; nothing when there are no more.
  std::optional<std::string> read_line() {
    std::size_t end;
    while ((end = buffer_.find('\n', searched_)) == std::string::npos) {
      searched_ = buffer_.size();
      std::array<char, 16384> piece;
      const ssize_t size = recv(socket_, piece.data(), piece.size(), 0);
      if (size <= 0) return std::nullopt;
      buffer_.append(piece.data(), static_cast<std::size_t>(size));
    }
    std::string line = buffer_.substr(0, end);
    buffer_.erase(0, end + 1);
    searched_ = 0;
    return line;
  }

 private:
  Process(pid_t id, int socket) : id_(id), socket_(socket) {}

  pid_t id_;
  int socket_;
  std::string buffer_;
  std::size_t searched_ = 0;
};

// The words of a line, handed out one by one.
class Words {
 public:
  explicit Words(std::string_view line) : rest_(line) {}

  std::string_view next() {
    const std::string_view word = rest_.substr(0, rest_.find(' '));
    rest_.remove_prefix(std::min(word.size() + 1, rest_.size()));
    return word;
  }
  std::string octets() { return from_hex(next()); }

 private:
  std::string_view rest_;
};

PeerMessage message_of(Words words) {
  PeerMessage message;
  message.method = words.octets();
  message.target = words.octets();
  message.status = to_number<int>(words.next());
  message.reason = words.octets();
  message.minor_version = to_number<int>(words.next());
  message.keeps_connection = words.next() == "1";
  message.end = to_number<std::size_t>(words.next());
  return message;
}

Field field_of(Words words) {
  std::string name = words.octets();
  return {std::move(name), words.octets()};
}

PeerEnding ending_of(std::string_view word) {
  for (const PeerEnding ending : {PeerEnding::clean, PeerEnding::incomplete, PeerEnding::refused}) {
    if (word == name(ending)) return ending;
  }
  throw std::runtime_error("llhttp.js: no such ending");
}

class LlhttpPeer final : public HttpPeer {
 public:
  LlhttpPeer(std::unique_ptr<Process> node, std::string version)
      : node_(std::move(node)), version_(std::move(version)) {}

  std::string_view name() const override { return "llhttp"; }
  std::string version() const override { return version_; }

  PeerReading read(MessageKind kind, std::string_view octets) override {
    expect(node_->write(std::string(connectorgroup::name(kind)) + " " + to_hex(octets) + "\n"));
    PeerReading reading;
    while (!add(reading)) continue;
    return reading;
  }

 private:
  // Reads one line of the answer. True: it was the last.
  bool add(PeerReading& reading) {
    const std::optional<std::string> line = node_->read_line();
    expect(line.has_value());
    Words words(*line);
    const std::string_view what = words.next();
    if (what == "end") {
      reading.ending = ending_of(words.next());
      if (reading.ending == PeerEnding::refused) reading.error = words.next();
      return true;
    }
    if (what == "message") {
      reading.messages.push_back(message_of(words));
      return false;
    }
    expect(!reading.messages.empty());
    PeerMessage& message = reading.messages.back();
    if (what == "field") {
      message.fields.push_back(field_of(words));
    } else if (what == "trailer") {
      message.trailers.push_back(field_of(words));
    } else {
      expect(what == "content");
      message.content += words.octets();
    }
    return false;
  }

  std::unique_ptr<Process> node_;
  std::string version_;
};

}  // namespace

std::unique_ptr<HttpPeer> make_llhttp_peer(const std::string& node, const std::string& script) {
  constexpr std::string_view kGreeting = "llhttp ";
  std::unique_ptr<Process> process = Process::start(node, script);
  if (process == nullptr) return nullptr;
  const std::optional<std::string> greeting = process->read_line();
  if (!greeting || !greeting->starts_with(kGreeting)) return nullptr;
  return std::make_unique<LlhttpPeer>(std::move(process), greeting->substr(kGreeting.size()));
}

}  // namespace connectorgroup
