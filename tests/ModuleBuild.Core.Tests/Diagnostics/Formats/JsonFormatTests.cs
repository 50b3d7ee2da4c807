using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Diagnostics.Formats;

namespace ModuleBuild.Core.Tests.Diagnostics.Formats;

public sealed class JsonFormatTests
{
    [Fact]
    public void Nothing_found() =>
        Assert.Equal(
            """
            {
              "findings": [],
              "summary": {
                "errors": 0,
                "warnings": 0,
                "notes": 0
              }
            }

            """,
            FindingFormats.Json([]));

    [Fact]
    public void Every_field_is_written_and_what_says_nothing_is_left_out() =>
        Assert.Equal(
            """
            {
              "findings": [
                {
                  "code": "MB0006",
                  "severity": "error",
                  "title": "Not a version range",
                  "message": "'host.Acme.Gateway' is \"^8\".",
                  "file": "src/é.json",
                  "line": 7,
                  "column": 21,
                  "subject": "/host/Acme.Gateway",
                  "helpLink": "https://github.com/modulebuild/modulebuild/blob/main/docs/codes/MB0006.md",
                  "fix": {
                    "title": "Write \"[8.0.0,9.0.0)\"",
                    "edits": [
                      {
                        "start": 120,
                        "length": 4,
                        "newText": "\"[8.0.0,9.0.0)\""
                      },
                      {
                        "start": 130,
                        "length": 0,
                        "newText": " "
                      }
                    ]
                  }
                },
                {
                  "code": "MB0018",
                  "severity": "warning",
                  "title": "No link to the repository",
                  "message": "No 'links.repository'.",
                  "helpLink": "https://github.com/modulebuild/modulebuild/blob/main/docs/codes/MB0018.md"
                }
              ],
              "summary": {
                "errors": 1,
                "warnings": 1,
                "notes": 0
              }
            }

            """,
            FindingFormats.Json(
            [
                Sample.Fixable with { Location = new("src/é.json", 7, 21) },
                Sample.Warning with { Location = SourceLocation.None },
            ]));

    [Fact]
    public void Any_message_is_a_string() =>
        Assert.Contains(
            """      "message": "a\"\\\n\u001B\uFFFD",""",
            FindingFormats.Json([Sample.Error with { Message = "a\"\\\n\u001b\ud800" }]),
            StringComparison.Ordinal);
}
