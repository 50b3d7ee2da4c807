using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>Constants of <c>FileMode</c> and <c>FileAccess</c> that say that a file is only read, or only written.</summary>
internal static class FileOpening
{
    private const int ReadOnly = 1;
    private const int WriteOnly = 2;

    /// <summary>Whether the arguments of a call rule out a capability that the map gives it.</summary>
    public static bool RulesOut(string kind, SignatureFacts signature, Value[] arguments)
    {
        if (kind is not ("file:read" or "file:write"))
        {
            return false;
        }

        for (var at = 0; at < arguments.Length; at++)
        {
            if (signature.Parameters[at] == "System.IO.FileAccess" && arguments[at] is { Kind: ValueKind.Number, Number: var access })
            {
                return access == (kind == "file:read" ? WriteOnly : ReadOnly);
            }
        }

        return false;
    }
}
