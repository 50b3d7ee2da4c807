using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary>The codes about which a policy may say something.</summary>
internal static class PolicyCodes
{
    /// <summary>What is wrong with a code, as a sentence; null where a policy may name it.</summary>
    /// <param name="code">The code as it was written.</param>
    /// <param name="others">Codes that somebody else reports.</param>
    public static string? ProblemOf(string code, IReadOnlyCollection<DiagnosticDescriptor> others)
    {
        if (DiagnosticCatalog.Find(code) is not { } rule)
        {
            return $"{Quotation.Of(code)} is no code.{(Spelling.Nearest(code, [.. Known.Select(known => known.Code)]) is { } nearest ? $" Did you mean \"{nearest}\"?" : string.Empty)}";
        }

        return others.Contains(rule) ? $"{rule.Code} comes from the compiler. Set dotnet_diagnostic.{rule.Code}.severity in .editorconfig."
            : IsOfPolicy(rule) ? null
            : $"{rule.Code} is not about security or compatibility. A build's warnings obey NoWarn and WarningsAsErrors; errors are accepted in a baseline.";
    }

    /// <summary>Whether a code is one of security or compatibility.</summary>
    public static bool IsOfPolicy(DiagnosticDescriptor rule) => rule.Category is Category.Security or Category.Compatibility;

    private static IEnumerable<DiagnosticDescriptor> Known => DiagnosticCatalog.All.Where(IsOfPolicy);
}
