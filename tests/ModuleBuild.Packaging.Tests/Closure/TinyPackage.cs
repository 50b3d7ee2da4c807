using System.IO.Compression;
using System.Reflection;
using System.Reflection.Emit;
using System.Security;

namespace ModuleBuild.Packaging.Tests.Closure;

/// <summary>A package made on the spot, so that a restore needs no network and every shape of package can be had.</summary>
/// <param name="Id">Its id; the version is 1.0.0 unless it is set.</param>
/// <param name="Files">Paths in the package. A .dll is a real, empty assembly of that name; runtime.json adds <c>Rid.Specific.Linux</c> on Linux.</param>
/// <param name="Dependencies">Ids of the packages that it needs.</param>
internal sealed record TinyPackage(string Id, string[] Files, params string[] Dependencies)
{
    public string Version { get; init; } = "1.0.0";

    /// <summary>A package with one assembly.</summary>
    public static TinyPackage Library(string id, params string[] dependencies) => new(id, [$"lib/net10.0/{id}.dll"], dependencies);

    /// <summary>Writes the .nupkg into a folder feed.</summary>
    public void WriteTo(string feed)
    {
        using var archive = ZipFile.Open(Path.Combine(feed, $"{Id}.{Version}.nupkg"), ZipArchiveMode.Create);
        Add(archive, $"{Id}.nuspec", stream =>
        {
            using var writer = new StreamWriter(stream);
            writer.Write(Nuspec());
        });
        foreach (var file in Files)
        {
            Add(archive, file, stream => stream.Write(Content(file)));
        }
    }

    private static void Add(ZipArchive archive, string path, Action<Stream> write)
    {
        using var stream = archive.CreateEntry(path).Open();
        write(stream);
    }

    private static byte[] Content(string file)
    {
        if (file == "runtime.json")
        {
            return """{ "runtimes": { "linux-x64": { "Rid.Specific": { "Rid.Specific.Linux": "1.0.0" } } } }"""u8.ToArray();
        }

        if (!file.EndsWith(".dll", StringComparison.Ordinal))
        {
            return [];
        }

        var name = Path.GetFileNameWithoutExtension(file);
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        assembly.DefineDynamicModule(name);
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return stream.ToArray();
    }

    private string Nuspec() =>
        $"""
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
          <id>{Id}</id><version>{Version}</version><authors>Tests</authors><description>A package of the tests.</description>
          <license type="expression">MIT</license>
          <dependencies><group targetFramework="net10.0">
            {string.Join("\n", Dependencies.Select(id => $"""<dependency id="{SecurityElement.Escape(id)}" version="1.0.0" exclude="Build,Analyzers" />"""))}
          </group></dependencies>
        </metadata></package>
        """;
}
