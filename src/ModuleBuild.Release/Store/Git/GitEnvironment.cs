using System.Diagnostics;
using System.Globalization;

namespace ModuleBuild.Release.Store.Git;

/// <summary>
/// The surroundings of each call: English, no questions, no hooks of this machine, nothing of a repository that happens to be around.
/// Credential helpers and keys of the user stay.
/// </summary>
internal static class GitEnvironment
{
    // `git rev-parse --local-env-vars`: set where a hook of another repository started this process.
    private static readonly string[] OfAnotherRepository =
    [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX",
        "GIT_SHALLOW_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_TRACE", "LANGUAGE", "SSH_ASKPASS",
    ];

    private static readonly (string Name, string Value)[] Always =
    [
        ("LC_ALL", "C"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GCM_INTERACTIVE", "never"),
        ("SSH_ASKPASS_REQUIRE", "never"),
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_NO_REPLACE_OBJECTS", "1"),
    ];

    private static readonly string[] Settings =
    [
        "core.hooksPath=/dev/null",
        // A commit that is acknowledged survives a power cut: git by itself leaves loose objects and references to the system.
        "core.fsync=committed,loose-object,reference",
        "core.filesRefLockTimeout=2000",
        "core.packedRefsTimeout=5000",
        "commit.gpgSign=false",
        "push.gpgSign=false",
        "tag.gpgSign=false",
        "gc.autoDetach=false",
        "i18n.commitEncoding=UTF-8",
        "fetch.recurseSubmodules=false",
        "push.recurseSubmodules=no",
        "push.followTags=false",
        "fetch.prune=false",
        "protocol.version=2",
        "advice.objectNameWarning=false",
    ];

    /// <summary>Settings as arguments before the command.</summary>
    public static IEnumerable<string> Arguments { get; } = [.. Settings.SelectMany(setting => new[] { "-c", setting })];

    /// <summary>Sets the variables of a call.</summary>
    /// <param name="start">The call.</param>
    /// <param name="secret">Settings that the list of processes must not show, such as an address with a password.</param>
    public static void Apply(ProcessStartInfo start, params ReadOnlySpan<(string Name, string Value)> secret)
    {
        foreach (var name in OfAnotherRepository)
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Always)
        {
            start.Environment[name] = value;
        }

        var count = start.Environment.TryGetValue("GIT_CONFIG_COUNT", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        foreach (var (name, value) in secret)
        {
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{count}")] = name;
            start.Environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{count}")] = value;
            start.Environment["GIT_CONFIG_COUNT"] = (++count).ToString(CultureInfo.InvariantCulture);
        }
    }
}
