using ModuleBuild.Core.Manifest;
using ModuleBuild.Packaging.Closure;
using NuGet.Versioning;

namespace ModuleBuild.Packaging.Tests.Sbom;

/// <summary>The modules of which the tests make documents. Every one of them must be valid.</summary>
internal static class SbomScenarios
{
    public static readonly IReadOnlyDictionary<string, Action<SbomScenario>> All = new SortedDictionary<string, Action<SbomScenario>>(StringComparer.Ordinal)
    {
        ["empty"] = _ => { },
        ["no-time-no-sdk"] = scenario => (scenario.Timestamp, scenario.SdkVersion) = (null, null),
        ["complete"] = Complete,
        ["strange-texts"] = StrangeTexts,
        ["gaps"] = Gaps,
        ["licenses"] = Licenses,
    };

    /// <summary>A module with all that a document can have, on two target frameworks.</summary>
    public static void Complete(SbomScenario scenario)
    {
        var serilog = scenario.AddPackage("Serilog", """
            <authors>Serilog Contributors, Others</authors>
            <license type="expression">Apache-2.0</license>
            <licenseUrl>https://licenses.nuget.org/Apache-2.0</licenseUrl>
            <projectUrl>https://serilog.net/</projectUrl>
            <copyright>Copyright © Serilog Contributors</copyright>
            <repository type="git" url="https://github.com/serilog/serilog" commit="0123456789abcdef" />
            """, "4.2.0", onNuGetOrg: true);
        var buffers = scenario.AddPackage("System.Buffers", """
            <authors>Microsoft</authors>
            <licenseUrl>https://github.com/dotnet/corefx/blob/master/LICENSE.TXT</licenseUrl>
            """, "4.5.1", onNuGetOrg: true);
        var internalPackage = scenario.AddPackage("Acme.Internal", """
            <authors>Acme</authors>
            <license type="file">LICENSE.txt</license>
            <repository url="https://bob:secret@git.acme.example/internal.git" />
            """, "2.0.0-beta.1", dependencies: "System.Buffers/4.5.1");
        scenario.Write(internalPackage, "LICENSE.txt", "Ask Acme.");
        var bundled = scenario.AddPackage("Bundled", """<authors>Bundler</authors><license type="expression">MIT OR BSD-3-Clause</license>""");
        var analyzer = scenario.AddPackage("Some.Analyzer", """<authors>Somebody</authors><license type="expression">MIT</license>""", "3.0.0");
        var project = new ClosureLibrary("Acme.Shared", "1.1.0", IsProject: true, ["Serilog/4.2.0"], null);
        scenario.Closures =
        [
            new RuntimeClosure("net10.0", ["Acme.Internal/2.0.0-beta.1", "Acme.Shared/1.1.0"],
                [internalPackage with { Dependencies = [] }, project, serilog], [analyzer, bundled]),
            new RuntimeClosure("net8.0", ["Acme.Internal/2.0.0-beta.1"], [internalPackage, buffers], [analyzer, bundled]),
        ];
        scenario.Files =
        [
            scenario.AddFile("lib/net8.0/Acme.Orders.dll", "eight"),
            scenario.AddFile("lib/net10.0/Acme.Orders.dll", "ten"),
            scenario.AddFile("lib/net10.0/de/Acme.Orders.resources.dll", "zehn"),
            scenario.AddFile("README.md", "# Acme Orders"),
            new PackagedFile(scenario.Write(bundled, "lib/net8.0/Bundled.dll", "bundled"), "lib/net10.0/Bundled.dll"),
        ];
        scenario.Manifest = scenario.Manifest with
        {
            Authors = [new Author("Acme", "orders@acme.example", "https://acme.example"), new Author("Jane Doe")],
            Links = scenario.Manifest.Links
                .Add("homepage", "https://acme.example/orders").Add("repository", "https://github.com/acme/orders")
                .Add("issues", "https://github.com/acme/orders/issues").Add("funding", "https://acme.example/give"),
            Tags = ["orders", "import"],
            Host = [new HostRequirement("Acme.Gateway", Range("[8.3,9.0)"), ["8.3.1"])],
            EntryPoints = [new EntryPoint("worker", "Acme.Orders.Worker"), new EntryPoint("gateway", "Acme.Orders.Entry")],
            Platforms = ["win-x64", "linux-x64"],
            Isolation = Isolation.Process,
            Permissions = new PermissionSet(
                [new Permission("network", "access", "api.example.com", "Reads orders."), new Permission("file", "read", null)],
                [new Permission("workflow", "execute", "data_processing")]),
            Dependencies =
            [
                new ModuleDependency("Acme.Catalog", Range("[2.1,3.0)"), DependencyKind.Required, [], null),
                new ModuleDependency("Acme.Mail", Range("1.*"), DependencyKind.Optional, [], null),
                new ModuleDependency("Acme.Identity", Range("[1.0,2.0)"), DependencyKind.Peer, [], null),
            ],
        };
    }

    /// <summary>Texts that a naive writer breaks at.</summary>
    public static void StrangeTexts(SbomScenario scenario)
    {
        var package = scenario.AddPackage("Ünïcode.Paket", """
            <authors>  Ada "the first"
              &amp; Söhne &lt;ada@example.com&gt;,, 作者 , 作者 </authors>
            <license type="expression">None of "them"</license>
            <projectUrl>not an address</projectUrl>
            <copyright>©	tab &#x85; &#x2028; end</copyright>
            <repository url="git@github.com:acme/orders.git" commit="" />
            """, "1.0.0-rc.1");
        scenario.Closures = [SbomScenario.Closure("net10.0", package, new ClosureLibrary("Project with spaces & more", "1.0.0", true, [], null))];
        scenario.Files = [scenario.AddFile("content/übung # 50%.txt"), scenario.AddFile("content/a?b.txt".Replace('?', '+'))];
        scenario.Manifest = scenario.Manifest with
        {
            Id = "Acme.Örders",
            Name = "Tab\t, bell \u0007, NUL \0, half a smile \ud83d, line separator \u2028",
            Summary = "\udc00 starts with the wrong half.",
            License = new License("MIT OR", null),
            Authors = [new Author("\"Quoted\" <x>", "not an address", "ftp://nowhere")],
            Links = scenario.Manifest.Links.Add("homepage", "https://exämple.com/ä b?x=<y>").Add("repository", "file:///home/bob/orders"),
            Tags = ["\u0001"],
        };
    }

    /// <summary>Packages that are no longer what restore left.</summary>
    public static void Gaps(SbomScenario scenario)
    {
        var gone = new ClosureLibrary("Gone", "1.0.0", false, [], null);
        var deleted = scenario.AddPackage("Deleted");
        Directory.Delete(deleted.PackageFolder!, recursive: true);
        var noHash = scenario.AddPackage("No.Hash", "<authors>A</authors>");
        scenario.Write(noHash, "no.hash.1.0.0.nupkg.sha512", "not base64");
        var brokenNuspec = scenario.AddPackage("Broken.Nuspec");
        scenario.Write(brokenNuspec, "broken.nuspec.nuspec", "<package><metadata><authors>A</auth");
        var entities = scenario.AddPackage("Entities");
        scenario.Write(entities, "entities.nuspec", """<!DOCTYPE x [<!ENTITY a SYSTEM "/etc/passwd">]><package><metadata><authors>&a;</authors></metadata></package>""");
        scenario.Closures = [SbomScenario.Closure("net10.0", gone, deleted, noHash, brokenNuspec, entities)];
    }

    /// <summary>Every way in which a package says its licence.</summary>
    public static void Licenses(SbomScenario scenario)
    {
        var file = scenario.AddPackage("By.File", """<license type="file">docs\LICENSE.md</license>""");
        scenario.Write(file, "docs/LICENSE.md", MitText);
        var unknownFile = scenario.AddPackage("By.Unknown.File", """<license type="file">EULA.rtf</license>""");
        scenario.Write(unknownFile, "EULA.rtf", "You may look at it.");
        var escaping = scenario.AddPackage("By.File.Outside", """<license type="file">../../by.file/1.0.0/docs/LICENSE.md</license>""");
        scenario.Closures =
        [
            SbomScenario.Closure("net10.0",
                scenario.AddPackage("By.Expression", """<license type="expression" version="1.0.0">mit</license><licenseUrl>https://licenses.nuget.org/MIT</licenseUrl>"""),
                scenario.AddPackage("By.Combination", """<license type="expression">(MIT AND Apache-2.0 WITH LLVM-exception)</license>"""),
                scenario.AddPackage("By.Later", """<license type="expression">Apache-2.0+</license>"""),
                scenario.AddPackage("By.Reference", """<license type="expression">LicenseRef-Acme</license>"""),
                file,
                unknownFile,
                escaping,
                scenario.AddPackage("By.Known.Address", "<licenseUrl>http://www.opensource.org/licenses/mit-license.php</licenseUrl>"),
                scenario.AddPackage("By.NuGet.Address", "<licenseUrl>https://licenses.nuget.org/(MIT%20OR%20Apache-2.0)</licenseUrl>"),
                scenario.AddPackage("By.Unknown.Address", "<licenseUrl>https://acme.example/license</licenseUrl>"),
                scenario.AddPackage("By.Nothing")),
        ];
    }

    public const string MitText = """
        MIT License

        Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
        (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
        publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do
        so, subject to the following conditions:

        The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

        THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
        MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
        FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
        CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
        """;

    private static WrittenRange Range(string text) => new(text, VersionRange.Parse(text));
}
