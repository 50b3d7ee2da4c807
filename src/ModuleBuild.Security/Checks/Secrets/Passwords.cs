using System.Buffers;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>What stands where a password will stand.</summary>
internal static class Passwords
{
    // Variables, placeholders of formats, markup.
    private static readonly SearchValues<char> OfPlaceholders = SearchValues.Create("{}<>$%()[]`\\");

    private static readonly string[] StandIns =
    [
        "password", "passwd", "pass", "secret", "example", "sample", "placeholder", "changeme", "change_me", "change-me", "your", "redacted", "removed",
        "xxx", "***", "...", "###", "dummy", "fake", "foo", "bar", "test", "todo", "user", "mypwd", "pwd", "12345", "abc123", "letmein", "qwerty", "hunter2", "p@ss", "pa$$",
    ];

    /// <summary>Whether it says that a password belongs here, or is one of those that everybody writes into examples.</summary>
    public static bool IsStandIn(ReadOnlySpan<char> password)
    {
        if (password.IsEmpty || password.ContainsAny(OfPlaceholders))
        {
            return true;
        }

        foreach (var word in StandIns)
        {
            if (password.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return SecretText.EntropyOf(password) < 2;
    }
}
