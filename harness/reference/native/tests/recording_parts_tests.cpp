/// What recordings are made of: lines, answers, invitations, checksums.

#include "../recording/answer.h"
#include "../recording/checksum.h"
#include "../recording/fields.h"
#include "../recording/invitation.h"
#include "../recording/recording.h"
#include "../recording/sent_commands.h"
#include "../threads/thread.h"
#include "agent.h"
#include "runner.h"

namespace tests {
namespace {

using namespace vdi::recording;

bool reads(const char* line) {
  Answer answer;
  return readAnswer(line, answer);
}

Invited invited(const char* text) {
  Invitation invitation;
  return readInvitation(text, invitation);
}

int calledBack = 0;
void VDI_CALL countCallback(VDS_Command*) { ++calledBack; }

/// Lines that are longer than what the system takes at once: whoever sends has to wait in the middle of one.
void longLines() {
  const Agent agent;
  const std::shared_ptr<Recording> recording = Recording::begin(End::Client);
  REQUIRE(recording != nullptr);
  std::vector<vdi::threads::Thread> threads;
  for (const char letter : {'a', 'b', 'c', 'd'})
    threads.emplace_back([&, letter] {
      for (int i = 0; i < 10; ++i) recording->send(Fields().text("line", std::string(400000, letter)));
    });
  for (vdi::threads::Thread& thread : threads) thread.join();
  recording->send(Fields().text("line", "last"));
  CHECK(!agent.await({R"({"line":"last"})"}).empty());
  for (const char letter : {'a', 'b', 'c', 'd'})
    CHECK_EQ(agent.count({R"(:{"line":")" + std::string(400000, letter) + "\"}"}), 10);
}

void addAll() {
  add("recording: a line is JSON whatever the names are", [] {
    const WCHAR name[] = {u'a', u'"', u'\\', u'\n', 0xE4, 0x20AC, 0xD83D, 0xDE00, 0xD83D, u'b', 0xDE00, 0};
    CHECK(Fields().wide("name", name).whole() ==
          "{\"name\":\"a\\\"\\\\\\u000a\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\xEF\xBF\xBD"
          "b\xEF\xBF\xBD\"}");
    CHECK(Fields().wide("name", nullptr).address("at", nullptr).whole() == R"({"name":null,"at":null})");
    CHECK(Fields().address("at", reinterpret_cast<void*>(std::uintptr_t{0xABCD})).whole() == R"({"at":"0xabcd"})");
    CHECK(Fields().number("most", ~0ull).whole() == R"({"most":18446744073709551615})");
    CHECK(Fields().object("args", Fields()).whole() == R"({"args":{}})");
  });
  add("recording: lines of several threads stay whole", longLines);
  add("recording: a command that stays with its sender has its routine back", [] {
    const std::shared_ptr<ServerEnd> none;
    VDS_Command command{};
    command.completionRoutine = &countCallback;
    sent::put(&command, 1, none);
    CHECK(command.completionRoutine != &countCallback);
    sent::returned(&command, 1, false);
    CHECK(command.completionRoutine == &countCallback);
    // Sent, and lost by its library; then the same memory is another command, and that one is sent twice.
    sent::put(&command, 2, none);
    sent::returned(&command, 2, true);
    command.completionRoutine = &countCallback;
    sent::put(&command, 3, none);
    sent::returned(&command, 3, true);
    sent::put(&command, 4, none);
    sent::returned(&command, 4, true);
    const VdsCompletionRoutine ours = command.completionRoutine;
    ours(&command);
    CHECK_EQ(calledBack, 1);
    CHECK(command.completionRoutine == &countCallback);
    // A library that kept the routine, and calls it once too often.
    ours(&command);
    CHECK_EQ(calledBack, 2);
    ours(nullptr);
  });
  add("recording: the checksum is CRC-32", [] {
    CHECK_EQ(checksum("123456789", 9), 0xCBF43926u);
    CHECK_EQ(checksum("", 0), 0);
    const char text[] = "The quick brown fox jumps over the lazy dog";
    CHECK_EQ(checksum(text, sizeof text - 1), 0x414FA339u);
  });
  add("recording: an answer is read, and what is none is not", [] {
    Answer answer;
    REQUIRE(readAnswer(
        R"({ "pid" : 12, "holds":[{"method":"OpenDevice","nth":2,"at":"enter"},{"at":"return","method":"Close","nth":1}],)"
        R"("new":{"of":[1,"a\"}",null]},"protect":true})",
        answer));
    CHECK(answer.protect && !answer.refused);
    REQUIRE(answer.holds.size() == 2);
    CHECK(answer.holds[0].method == "OpenDevice" && answer.holds[1].method == "Close");
    CHECK_EQ(answer.holds[0].nth, 2);
    CHECK(answer.holds[0].at == At::Enter && answer.holds[1].at == At::Return);
    Answer refused;
    CHECK(readAnswer(R"({"refused":true})", refused) && refused.refused);
    for (const char* wrong :
         {"", "{", "{}x", "[]", R"({"protect":1})", R"({"holds":[{"method":"Close","nth":0,"at":"enter"}]})",
          R"({"holds":[{"method":"Close","nth":1,"at":"never"}]})", R"({"holds":[{"nth":1,"at":"enter"}]})",
          R"({"holds":{}})", R"({"a":"\)", R"({"a":[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]})"})
      if (reads(wrong)) fail(__FILE__, __LINE__, wrong);
  });
  add("recording: an invitation leads to this machine, with a secret", [] {
    Invitation invitation;
    CHECK(readInvitation("127.0.0.2:65535:0aF", invitation) == Invited::Yes);
    CHECK_EQ(invitation.address, 0x7F000002u);
    CHECK_EQ(invitation.port, 65535);
    CHECK(invitation.secret == "0aF");
    CHECK(invited(nullptr) == Invited::No && invited("") == Invited::No);
    for (const char* wrong : {"127.0.0.1:1", "127.0.0.1:1:", "127.0.0.1:0:aa", "127.0.0.1:65536:aa", "10.0.0.1:1:aa",
                              "127.0.0.256:1:aa", "127.0.1:1:aa", "127.0.0.1:1:xy", "localhost:1:aa"})
      if (invited(wrong) != Invited::Unreadable) fail(__FILE__, __LINE__, wrong);
  });
}

const Registration registration(addAll);

}  // namespace
}  // namespace tests
