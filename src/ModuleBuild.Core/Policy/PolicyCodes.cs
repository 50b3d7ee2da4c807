using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Json;

namespace ModuleBuild.Core.Policy;

/// <summary>The codes about which a policy may say something.</summary>
internal static class PolicyCodes
{
    private static readonly DiagnosticDescriptor[] OfCompiler = [DiagnosticCatalog.UseWithoutPermission, DiagnosticCatalog.NativeCallWithoutPermission];

    /// <summary>What is wrong with a code, as a sentence; null where a policy may name it.</summary>
    /// <param name="code">The code as it was written.</param>
    public static string? ProblemOf(string code)
    {
        if (DiagnosticCatalog.Find(code) is not { } rule)
        {
            return $"{Quotation.Of(code)} is no code.{(Spelling.Nearest(code, [.. Known.Select(known => known.Code)]) is { } nearest ? $" Did you mean \"{nearest}\"?" : string.Empty)}";
        }

        return OfCompiler.Contains(rule) ? $"{rule.Code} comes from the compiler. Set dotnet_diagnostic.{rule.Code}.severity in .editorconfig, or suppress it in the source."
            : IsOfPolicy(rule) ? null
            : $"{rule.Code} is not about security or compatibility. A build's warnings obey NoWarn and WarningsAsErrors; errors are accepted in a baseline.";
    }

    /// <summary>Whether a code is one of security or compatibility.</summary>
    public static bool IsOfPolicy(DiagnosticDescriptor rule) => rule.Category is Category.Security or Category.Compatibility;

    private static IEnumerable<DiagnosticDescriptor> Known => DiagnosticCatalog.All.Where(IsOfPolicy);
}
