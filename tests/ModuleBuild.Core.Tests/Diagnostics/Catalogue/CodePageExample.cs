using System.Text.RegularExpressions;
using ModuleBuild.Core.Diagnostics;
using ModuleBuild.Core.Manifest;
using ModuleBuild.Core.Manifest.EntryPoints;
using ModuleBuild.Core.Tests.Manifest.EntryPoints;
using ModuleBuild.Testing;

namespace ModuleBuild.Core.Tests.Diagnostics.Catalogue;

/// <summary>Runs what the example of a page shows.</summary>
/// <param name="code">The code.</param>
/// <param name="page">The page's text.</param>
internal sealed class CodePageExample(string code, string page) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Findings with the page's code; files are relative to the module's folder.</summary>
    public IEnumerable<Finding> Findings() => Raise()
        .Where(finding => finding.Code == code)
        .Select(finding => finding with
        {
            Location = finding.Location with { File = Path.GetFileName(finding.Location.File) },
            Message = finding.Message.Replace(_folder.Path + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal),
        });

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<Finding> Raise()
    {
        switch (code)
        {
            case "MB0001":
                return ModuleValidator.Validate(_folder["module.json"], ProjectFacts.None).Findings;
            case "MB1001" or "MB1002":
                return CheckEntryPoints();
            case "MB9002":
                return Baseline.ReadFile(_folder.Write(Baseline.FileName, Block("json"))).Baseline!.Apply([], [_folder["module.json"]]).Findings;
            case "MB9003":
                return Baseline.ReadFile(_folder.Write(Baseline.FileName, Block("json"))).Findings;
        }

        PutFilesBeside();
        return ModuleValidator.Validate(_folder.Write("module.json", Block("json")), Project()).Findings;
    }

    private IReadOnlyList<Finding> CheckEntryPoints()
    {
        using var module = new CompiledModule();
        var assembly = module.Compile("Acme.Orders", $"using System.Threading.Tasks;\n{Block("csharp")}");
        var document = ManifestReader.ReadFile(_folder.Write("module.json", Block("json"))).Document!;
        return EntryPointChecker.Check(document, assembly, []);
    }

    private ProjectFacts Project() => code switch
    {
        "MB0008" => new() { ProjectFile = _folder["Acme.Orders.csproj"], PackageId = "Acme.Orders" },
        "MB0010" => new() { ProjectFile = _folder["Acme.Orders.csproj"], Version = "1.3.0" },
        _ => ProjectFacts.None,
    };

    private void PutFilesBeside()
    {
        switch (code)
        {
            case "MB0012":
                _folder.Write("LICENSE", "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n");
                break;
            case "MB0016":
                File.WriteAllBytes(_folder["icon.png"], SmallPng);
                break;
        }
    }

    /// <summary>Signature, header and end of a PNG of 64 by 48 pixels; nobody looks at its pixels.</summary>
    private static ReadOnlySpan<byte> SmallPng =>
    [
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a,
        0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 64, 0, 0, 0, 48, 8, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0, 0, 0, 0,
    ];

    private string Block(string language)
    {
        var match = Regex.Match(page, $"\n## Example\n.*?\n```{language}\n(?<text>.*?)```\n", RegexOptions.Singleline);
        Assert.True(match.Success, $"The page has no example in {language}.");
        return match.Groups["text"].Value;
    }
}
