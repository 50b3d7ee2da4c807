using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Core.Tests.Diagnostics.Formats;

/// <summary>Findings of each kind, below the root <c>/home/dev/orders</c> (on Windows <c>C:\dev\orders</c>).</summary>
internal static class Sample
{
    public static readonly string Root = OperatingSystem.IsWindows() ? @"C:\dev\orders" : "/home/dev/orders";

    public static readonly Finding Error =
        new(DiagnosticCatalog.UnknownField, "Unknown field 'x'.", At("src/module.json", 9, 3)) { Subject = "/x" };

    public static readonly Finding Fixable = new(DiagnosticCatalog.RangeInvalid, "'host.Acme.Gateway' is \"^8\".", At("src/my module#1.json", 7, 21))
    {
        Subject = "/host/Acme.Gateway",
        Fix = new("Write \"[8.0.0,9.0.0)\"", [new(120, 4, "\"[8.0.0,9.0.0)\""), new(130, 0, " ")]),
    };

    public static readonly Finding Warning = new(DiagnosticCatalog.RepositoryLinkMissing, "No 'links.repository'.", At("module.json", 0, 0));

    public static readonly Finding Note = new(DiagnosticCatalog.DefaultValue, "'loadAfter' holds its default.", At("module.json", 2, 1));

    public static SourceLocation At(string path, int line, int column) =>
        new(Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar)), line, column);
}
