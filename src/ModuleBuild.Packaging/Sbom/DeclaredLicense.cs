using ModuleBuild.Core.Manifest.Licensing;
using ModuleBuild.Packaging.Sbom.CycloneDx;

namespace ModuleBuild.Packaging.Sbom;

/// <summary>A licence as somebody declares it, in the three forms in which NuGet and the manifest let him.</summary>
internal static class DeclaredLicense
{
    private const string Declared = "declared";

    /// <summary>From an SPDX expression; one that is none is kept as a name.</summary>
    public static LicenseChoice FromExpression(string expression) => SpdxExpression.Parse(expression).Expression?.ToString() switch
    {
        null => Named(expression),
        var text when IsIdentifier(text) => new LicenseChoice(new License(text, Acknowledgement: Declared)),
        var text => new LicenseChoice(Expression: text, Acknowledgement: Declared),
    };

    /// <summary>From a licence file: the licence that it holds, where that is known for sure, else its name.</summary>
    /// <param name="path">Path within the package or the module's folder.</param>
    /// <param name="text">What it says, or null where it cannot be read.</param>
    public static LicenseChoice FromFile(string path, string? text) =>
        text is not null && LicenseRecognizer.Recognize(text) is { } id
            ? new LicenseChoice(new License(id, Acknowledgement: Declared))
            : Named(path.Replace('\\', '/'));

    /// <summary>From the address of a licence text.</summary>
    public static LicenseChoice FromAddress(string address) => LicenseAddresses.Find(address) is { } expression
        ? FromExpression(expression)
        : new LicenseChoice(new License(Name: address, Acknowledgement: Declared, Url: WebAddress.Clean(address)));

    /// <summary>Whether a valid expression is one licence of the SPDX list and nothing else.</summary>
    private static bool IsIdentifier(string expression) =>
        expression.AsSpan().IndexOfAny(" ()+:") < 0 && !expression.StartsWith("LicenseRef-", StringComparison.Ordinal);

    private static LicenseChoice Named(string name) => new(new License(Name: name, Acknowledgement: Declared));
}
