using ModuleBuild.Core.Capabilities;
using ModuleBuild.Core.Diagnostics.Tools;

namespace ModuleBuild.Security.Gate;

/// <summary>
/// What of the module's own code the gate leaves to the analyzer, which knows the source and tells at the call (MB2001). It leaves nothing to an
/// analyzer that did not run, and nothing of a kind for which there is no permission at all and no suppression either: the source was judged
/// without the manifest, or the assembly was changed after the compiler.
/// </summary>
internal static class OwnSource
{
    private static readonly string[] Codes = ["MB2001", "MB2006"];

    /// <summary>Whether the compiler's log says that the permissions were looked at.</summary>
    /// <param name="log">The log; null where there is none.</param>
    public static bool WasJudged(ToolRun? log) => log is not null && log.Rules.Any(rule => rule.Id == Codes[0]);

    /// <summary>Whether something that the module's own code reaches was judged in the source.</summary>
    /// <param name="log">What the compiler's analyzers found; null where nobody judged the source.</param>
    /// <param name="permissions">The permissions of the manifest.</param>
    /// <param name="reached">What is reached.</param>
    public static bool IsJudged(ToolRun? log, IReadOnlyCollection<string> permissions, ReachedCapability reached)
    {
        if (!WasJudged(log))
        {
            return false;
        }

        // The analyzer names the permission that is missing; a target that it sees may be another than the compiled code shows.
        var suggestion = PermissionCover.Suggest(new Capability(reached.Capability.Kind, null)).TrimEnd('*');
        return permissions.Any(permission => PermissionCover.IsAbout(permission, reached.Capability))
            || log!.Results.Any(result => Codes.Contains(result.RuleId) && result.Message.Contains("'" + suggestion, StringComparison.Ordinal));
    }
}
