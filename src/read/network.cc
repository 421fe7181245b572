// SPDX-License-Identifier: Apache-2.0
#include "read/network.h"

#ifdef TOCSIN_EMBEDDING

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <openvino/openvino.hpp>

namespace tocsin::read {
namespace {

// The library throws; its messages are pages long, and the first line that says something is enough.
Status failed(const std::string& path, const std::exception& error) {
  std::string what = error.what();
  what = what.substr(0, std::min<std::size_t>(what.size(), 400));
  std::replace(what.begin(), what.end(), '\n', ' ');
  return {Code::usage, path + ": " + what};
}

template <class From>
ov::Tensor tensor(const ov::element::Type& kind, const ov::Shape& shape, const std::vector<From>& from) {
  ov::Tensor out(kind, shape);
  const auto fill = [&](auto* to) {
    std::transform(from.begin(), from.end(), to, [&](From v) { return static_cast<std::decay_t<decltype(*to)>>(v); });
  };
  if (kind == ov::element::i32) {
    fill(out.data<std::int32_t>());
  } else if (kind == ov::element::i64) {
    fill(out.data<std::int64_t>());
  } else {
    fill(out.data<float>());
  }
  return out;
}

bool takes(const ov::Output<const ov::Node>& input) {
  const auto kind = input.get_element_type();
  return input.get_partial_shape().rank() == 2 &&
         (kind == ov::element::i32 || kind == ov::element::i64 || kind == ov::element::f32);
}

}  // namespace

struct Network::Impl {
  std::string path;
  Ports ports;
  ov::CompiledModel model;
  std::mutex lock;
  std::vector<ov::InferRequest> idle;  // those no thread is using

  ov::InferRequest take() {
    const std::lock_guard hold(lock);
    if (idle.empty()) return model.create_infer_request();
    ov::InferRequest out = std::move(idle.back());
    idle.pop_back();
    return out;
  }
  void give(ov::InferRequest request) {
    const std::lock_guard hold(lock);
    idle.push_back(std::move(request));
  }
};

Result<Network> Network::open(const std::string& path, unsigned threads, Ports ports, std::size_t eight_bit_groups,
                              const std::string& weights) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return Status(Code::usage, path + ": not there");
  try {
    static ov::Core core;
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    impl->ports = std::move(ports);
    const auto n = static_cast<std::int32_t>(threads);
    // No lower precision than asked for, so that one machine's result is the other's up to rounding.
    impl->model = core.compile_model(
        core.read_model(path, weights), "CPU", ov::inference_num_threads(n), ov::num_streams(std::max(n, 1)),
        ov::hint::inference_precision(ov::element::f32), ov::hint::enable_cpu_pinning(false),
        ov::hint::dynamic_quantization_group_size(eight_bit_groups));
    for (const std::string& output : impl->ports.outputs) impl->model.output(output);  // throws where there is none
    if (impl->model.inputs().size() != 2 || !takes(impl->model.input(impl->ports.ids)) ||
        !takes(impl->model.input(impl->ports.mask)))
      return Status(Code::usage, path + ": its inputs are not pieces and mask, each of rows × length");
    return Network(std::move(impl));
  } catch (const std::exception& thrown) {
    return failed(path, thrown);
  }
}

std::size_t Network::width(std::size_t output) const {
  const ov::PartialShape shape = impl_->model.output(impl_->ports.outputs[output]).get_partial_shape();
  if (shape.rank().is_dynamic() || shape.rank().get_length() < 2 || shape[shape.rank().get_length() - 1].is_dynamic())
    return 0;
  return static_cast<std::size_t>(shape[shape.rank().get_length() - 1].get_length());
}

Result<std::vector<Table>> Network::run(const Batch& batch) const {
  try {
    ov::InferRequest request = impl_->take();
    const ov::Shape shape{batch.rows, batch.length};
    const auto set = [&](const std::string& name, const auto& values) {
      request.set_tensor(name, tensor(impl_->model.input(name).get_element_type(), shape, values));
    };
    set(impl_->ports.ids, batch.ids);
    set(impl_->ports.mask, batch.mask);
    request.infer();
    std::vector<Table> out;
    for (const std::string& name : impl_->ports.outputs) {
      const ov::Tensor t = request.get_tensor(name);
      out.push_back({t.get_shape(), {t.data<float>(), t.data<float>() + t.get_size()}});
    }
    impl_->give(std::move(request));
    return out;
  } catch (const std::exception& thrown) {
    return failed(impl_->path, thrown);
  }
}

bool Network::built() { return true; }

#else  // built without OpenVINO

namespace tocsin::read {

struct Network::Impl {};

bool Network::built() { return false; }
Result<Network> Network::open(const std::string&, unsigned, Ports, std::size_t, const std::string&) {
  return Status(Code::usage, "this program was built without OpenVINO");
}
std::size_t Network::width(std::size_t) const { return 0; }
Result<std::vector<Table>> Network::run(const Batch&) const { return std::vector<Table>(); }

#endif

Network::Network(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;
Network::~Network() = default;

}  // namespace tocsin::read
