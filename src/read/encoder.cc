// SPDX-License-Identifier: Apache-2.0
#include "read/encoder.h"

#ifdef TOCSIN_EMBEDDING

#include <algorithm>
#include <filesystem>
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

}  // namespace

struct Encoder::Impl {
  std::string path;
  ov::CompiledModel model;
  ov::InferRequest request;
  std::size_t width = 0;
};

Result<Encoder> Encoder::open(const std::string& path, unsigned threads) {
  std::error_code error;
  if (!std::filesystem::exists(path, error))
    return Status(Code::usage, path + ": not there; make it with `make build/embedding`");
  try {
    static ov::Core core;
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    // Full precision wherever it runs, so that one machine's result is the other's up to rounding.
    impl->model = core.compile_model(
        core.read_model(path), "CPU", ov::inference_num_threads(static_cast<std::int32_t>(threads)),
        ov::hint::inference_precision(ov::element::f32), ov::hint::performance_mode(ov::hint::PerformanceMode::LATENCY),
        ov::hint::enable_cpu_pinning(false), ov::hint::dynamic_quantization_group_size(0));
    impl->request = impl->model.create_infer_request();
    const ov::PartialShape shape = impl->model.output("states").get_partial_shape();
    if (impl->model.inputs().size() != 2 || shape.rank().get_length() != 3 || shape[2].is_dynamic())
      return Status(Code::usage, path + ": not an encoder of ids and mask to states; make it with `make build/embedding`");
    impl->width = static_cast<std::size_t>(shape[2].get_length());
    return Encoder(std::move(impl));
  } catch (const std::exception& thrown) {
    return failed(path, thrown);
  }
}

std::size_t Encoder::width() const { return impl_->width; }

Result<std::span<const float>> Encoder::run(const Batch& batch) {
  try {
    const ov::Shape shape{batch.rows, batch.length};
    // Views: the request reads them only until infer() returns.
    impl_->request.set_tensor("ids", ov::Tensor(ov::element::i32, shape, const_cast<std::int32_t*>(batch.ids.data())));
    impl_->request.set_tensor("mask", ov::Tensor(ov::element::f32, shape, const_cast<float*>(batch.mask.data())));
    impl_->request.infer();
    const ov::Tensor states = impl_->request.get_tensor("states");
    return std::span<const float>(states.data<float>(), states.get_size());
  } catch (const std::exception& thrown) {
    return failed(impl_->path, thrown);
  }
}

#else  // built without OpenVINO

namespace tocsin::read {

struct Encoder::Impl {};

Result<Encoder> Encoder::open(const std::string&, unsigned) {
  return Status(Code::usage, "this program was built without OpenVINO");
}
std::size_t Encoder::width() const { return 0; }
Result<std::span<const float>> Encoder::run(const Batch&) { return std::span<const float>(); }

#endif

Encoder::Encoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;
Encoder::~Encoder() = default;

}  // namespace tocsin::read
