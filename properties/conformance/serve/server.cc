#include "properties/conformance/serve/server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>
#include <csignal>
#include <map>
#include <utility>

#include "model/assertion.h"
#include "model/exchange/service.h"
#include "properties/conformance/serve/request_record.h"
#include "properties/conformance/serve/served_session.h"

namespace connectorgroup {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

std::string url_of(const tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  const std::string host = endpoint.address().is_v6() ? "[" + address + "]" : address;
  return "http://" + host + ":" + std::to_string(endpoint.port());
}

ServiceOptions service_options(const ServeOptions& options, const tcp::endpoint& endpoint) {
  ServiceOptions service;
  service.contract = options.contract;
  service.create_status = options.create_status;
  service.tokens = options.tokens;
  service.match_required = options.match_required;
  service.limits = options.limits.body;
  const std::string own = endpoint.address().is_unspecified() ? std::string() : url_of(endpoint);
  service.root = options.root.value_or(own);
  return service;
}

}  // namespace

class Server::Implementation {
 public:
  explicit Implementation(ServeOptions options)
      : options_(std::move(options)), record_(*options_.contract, options_.limits) {
    CONNECTORGROUP_ASSERT(options_.connections_max > 0 && options_.backlog_max > 0);
  }

  std::optional<Failure> listen();
  tcp::endpoint endpoint() const { return endpoint_; }
  void stop_on_signals();
  void run() { context_.run(); }
  void ask_to_stop();
  ServeStatus status() const;
  const RequestRecord& record() const { return record_; }
  std::uint64_t connections() const { return connections_; }

 private:
  std::optional<Failure> open_acceptor();
  void accept();
  void on_accepted(const error_code& error, tcp::socket socket);
  void on_ended(std::uint64_t number);
  void wait_for_signal();
  void stop();
  void abandon_all();
  bool judges() const { return options_.record || options_.expect_clean; }

  ServeOptions options_;
  RequestRecord record_;
  CountedIdentifiers identifiers_;
  std::optional<Service> service_;
  std::optional<ServedState> state_;

  boost::asio::io_context context_{1};
  tcp::acceptor acceptor_{context_};
  tcp::endpoint endpoint_;
  boost::asio::steady_timer accept_again_{context_};
  boost::asio::steady_timer grace_{context_};
  boost::asio::signal_set signals_{context_};
  std::map<std::uint64_t, std::shared_ptr<ServedSession>> sessions_;
  std::uint64_t connections_ = 0;
  bool accepting_ = false;
  bool stopping_ = false;
};

// --- Listening.

std::optional<Server::Failure> Server::Implementation::listen() {
  if (options_.record && !record_.open(*options_.record)) {
    return Failure{ServeStatus::fault, record_.fault().value_or(options_.record->string())};
  }
  if (std::optional<Failure> failure = open_acceptor()) return failure;
  service_.emplace(service_options(options_, endpoint_));
  state_.emplace(ServedState{*service_, identifiers_, options_, judges() ? &record_ : nullptr, {}});
  accept();
  return std::nullopt;
}

std::optional<Server::Failure> Server::Implementation::open_acceptor() {
  const auto failure = [this](const std::string& what) {
    return Failure{ServeStatus::not_served, "can't listen on " + options_.address + " port " +
                                                std::to_string(options_.port) + ": " + what};
  };
  error_code error;
  const auto address = boost::asio::ip::make_address(options_.address, error);
  if (error) return failure("it isn't an IPv4 or IPv6 address");
  const tcp::endpoint wanted(address, options_.port);
  acceptor_.open(wanted.protocol(), error);
  if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_.bind(wanted, error);
  if (!error) acceptor_.listen(boost::asio::socket_base::max_listen_connections, error);
  if (!error) endpoint_ = acceptor_.local_endpoint(error);
  if (error) return failure(error.message());
  return std::nullopt;
}

// --- Accepting.

void Server::Implementation::accept() {
  if (accepting_ || stopping_ || sessions_.size() >= options_.connections_max) return;
  accepting_ = true;
  acceptor_.async_accept([this](const error_code& error, tcp::socket socket) {
    accepting_ = false;
    on_accepted(error, std::move(socket));
  });
}

void Server::Implementation::on_accepted(const error_code& error, tcp::socket socket) {
  if (stopping_) return;
  if (error) {
    // No file descriptors, no memory: others may end meanwhile. The client waits.
    accepting_ = true;
    accept_again_.expires_after(options_.times.accept_again);
    accept_again_.async_wait([this](const error_code&) {
      accepting_ = false;
      accept();
    });
    return;
  }
  const std::uint64_t number = ++connections_;
  const auto session = std::make_shared<ServedSession>(
      std::move(socket), *state_, number, [this](std::uint64_t ended) { on_ended(ended); });
  sessions_.emplace(number, session);
  session->start();
  accept();
}

void Server::Implementation::on_ended(std::uint64_t number) {
  sessions_.erase(number);
  if (!stopping_) return accept();
  if (!sessions_.empty()) return;
  grace_.cancel();
  error_code ignored;
  signals_.cancel(ignored);
}

// --- Stopping.

void Server::Implementation::stop_on_signals() {
  for (const int signal : {SIGINT, SIGTERM}) {
    error_code error;
    signals_.add(signal, error);
    CONNECTORGROUP_ASSERT(!error);
  }
  wait_for_signal();
}

void Server::Implementation::wait_for_signal() {
  signals_.async_wait([this](const error_code& error, int) {
    if (error) return;
    if (stopping_) return abandon_all();
    stop();
    if (!sessions_.empty()) wait_for_signal();
  });
}

void Server::Implementation::ask_to_stop() {
  boost::asio::post(context_, [this] { stop(); });
}

void Server::Implementation::stop() {
  if (stopping_) return;
  stopping_ = true;
  error_code ignored;
  acceptor_.close(ignored);
  accept_again_.cancel();
  const auto sessions = sessions_;  // a session that ends leaves the map
  for (const auto& [number, session] : sessions) session->finish();
  if (sessions_.empty()) {
    signals_.cancel(ignored);
    return;
  }
  grace_.expires_after(options_.times.grace);
  grace_.async_wait([this](const error_code& error) {
    if (!error) abandon_all();
  });
}

void Server::Implementation::abandon_all() {
  const auto sessions = sessions_;
  for (const auto& [number, session] : sessions) session->abandon();
}

// --- What came of it.

ServeStatus Server::Implementation::status() const {
  if (record_.fault()) return ServeStatus::fault;
  if (!options_.expect_clean) return ServeStatus::good;
  if (record_.requests() == 0) return ServeStatus::not_served;
  return record_.requests_with_violations() == 0 ? ServeStatus::good : ServeStatus::rules_broken;
}

// --- The public face.

Server::Server(ServeOptions options)
    : implementation_(std::make_unique<Implementation>(std::move(options))) {}
Server::~Server() = default;

std::optional<Server::Failure> Server::listen() { return implementation_->listen(); }
std::uint16_t Server::port() const { return implementation_->endpoint().port(); }
std::string Server::url() const { return url_of(implementation_->endpoint()); }
void Server::stop_on_signals() { implementation_->stop_on_signals(); }
void Server::run() { implementation_->run(); }
void Server::stop() { implementation_->ask_to_stop(); }
ServeStatus Server::status() const { return implementation_->status(); }
std::optional<std::string> Server::fault() const { return implementation_->record().fault(); }

Server::Counts Server::counts() const {
  const RequestRecord& record = implementation_->record();
  return {implementation_->connections(), record.requests(), record.requests_with_violations()};
}

}  // namespace connectorgroup
