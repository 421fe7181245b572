// SPDX-License-Identifier: Apache-2.0
#include "engine/printing.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include "engine/originals.h"

extern char** environ;

namespace tocsin {
namespace {

constexpr int kLooks = 6000;          // a look each 10 ms: one minute
constexpr unsigned kPause = 10'000;   // µs
constexpr const char* kHelp = "tools/set_up.sh installs WeasyPrint into .venv; TOCSIN_WEASYPRINT names another";
// Collecting garbage would take a fifth of its short life.
constexpr std::string_view kScript = R"(import gc, sys
gc.disable()
import weasyprint

def refuse(url, *rest, **more):
    raise ValueError("nothing is fetched")

page = weasyprint.HTML(string=sys.stdin.buffer.read().decode("utf-8"), base_url=None, url_fetcher=refuse)
page.write_pdf(sys.stdout.buffer, pdf_identifier=sys.argv[1].encode(), pdf_tags=True)
)";

// A folder that nobody else can look into, and that goes with us.
class Folder {
 public:
  Folder() {
    std::error_code error;
    path_ = (std::filesystem::temp_directory_path(error) / "tocsin-XXXXXX").string();
    if (error || mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code error;
    if (!path_.empty()) std::filesystem::remove_all(path_, error);
  }
  bool ok() const { return !path_.empty(); }
  std::string file(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

std::string content(const std::string& path) { return file_bytes(path).value_or(std::string()); }

bool wrote(const std::string& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  return static_cast<bool>(out);
}

// "#!/usr/bin/env python3": those two words.
std::vector<std::string> interpreter(const std::string& program) {
  std::ifstream in(program, std::ios::binary);
  std::string line;
  if (in.get() != '#' || in.get() != '!' || !std::getline(in, line)) return {program};
  std::istringstream words(line);
  return {std::istream_iterator<std::string>(words), std::istream_iterator<std::string>()};
}

// As it is, but for what would make one print differ from the next.
std::vector<std::string> environment() {
  std::vector<std::string> out;
  for (char** e = environ; *e; ++e) {
    const std::string_view one(*e);
    if (!one.starts_with("PYTHON") && !one.starts_with("TZ=") && !one.starts_with("LC_ALL=") && !one.starts_with("SOURCE_DATE_EPOCH=")) out.emplace_back(one);
  }
  for (const char* fixed : {"PYTHONHASHSEED=0", "PYTHONDONTWRITEBYTECODE=1", "TZ=UTC", "LC_ALL=C.UTF-8", "SOURCE_DATE_EPOCH=0"}) out.emplace_back(fixed);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& w : words) out.push_back(w.data());
  out.push_back(nullptr);
  return out;
}

// 0, or what errno would be.
int start(const std::string& program, const std::string& identifier, const Folder& folder, pid_t& child) {
  std::vector<std::string> words = interpreter(program);
  if (words.empty()) return ENOEXEC;
  for (const std::string& word : {std::string("-s"), folder.file("print.py"), identifier}) words.push_back(word);
  std::vector<std::string> settings = environment();
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, folder.file("page.html").c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, folder.file("page.pdf").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, folder.file("said").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);   // so that what it starts can be ended with it
  posix_spawnattr_setpgroup(&attributes, 0);
  const int failed = posix_spawn(&child, words.front().c_str(), &files, &attributes, pointers(words).data(), pointers(settings).data());
  posix_spawn_file_actions_destroy(&files);
  posix_spawnattr_destroy(&attributes);
  return failed;
}

// Its exit status; -1 when it took too long and was ended.
int ended(pid_t child) {
  int status = 0;
  for (int look = 0; look < kLooks; ++look) {
    const pid_t gone = waitpid(child, &status, WNOHANG);
    if (gone == child) return status;
    if (gone < 0 && errno != EINTR) return -1;
    usleep(kPause);
  }
  kill(-child, SIGKILL);
  waitpid(child, &status, 0);
  return -1;
}

std::string last_line(std::string said) {
  while (!said.empty() && (said.back() == '\n' || said.back() == ' ')) said.pop_back();
  const std::size_t line = said.rfind('\n');
  if (line != std::string::npos) said.erase(0, line + 1);
  return said.size() > 300 ? said.substr(0, 300) : said;
}

}  // namespace

Result<std::string> printed(const std::string& program, std::string_view page, const std::string& identifier) {
  if (program.empty()) return Status(Code::usage, "a PDF is printed by WeasyPrint, which was not found; " + std::string(kHelp));
  const Folder folder;
  if (!folder.ok()) return Status(Code::usage, "no temporary folder can be made: " + std::string(std::strerror(errno)));
  if (!wrote(folder.file("page.html"), page) || !wrote(folder.file("print.py"), kScript)) return Status(Code::usage, "the page to print cannot be written to the temporary folder: " + std::string(std::strerror(errno)));
  pid_t child = 0;
  if (const int failed = start(program, identifier, folder, child)) return Status(Code::usage, program + ": cannot be started: " + std::strerror(failed) + "; " + kHelp);
  const int status = ended(child);
  if (status == -1) return Status(Code::usage, program + ": took longer than a minute and was ended; the html form has no such limit");
  if (status != 0) return Status(Code::usage, program + ": printed nothing: " + last_line(content(folder.file("said"))) + "; " + kHelp);
  return content(folder.file("page.pdf"));
}

}  // namespace tocsin
