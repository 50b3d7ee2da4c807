using System.Reflection;
using System.Runtime.Loader;

namespace Greenhouse.Loading;

/// <summary>
/// Loads one module. What the host has is the host's (contracts, the framework), so that both mean the same types; what another module of the
/// set is comes from that module; everything else lies beside the module.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly HashSet<string> OfTheHost =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => Path.GetFileNameWithoutExtension(path)!),
    ];

    private readonly IReadOnlyDictionary<string, ModuleLoadContext> _set;
    private readonly string _id;
    private readonly string _library;

    /// <summary>Prepares to load a module.</summary>
    /// <param name="id">Id of the module, and name of its assembly.</param>
    /// <param name="folder">The content of its package.</param>
    /// <param name="set">The modules of the same set by id; it may be filled later.</param>
    public ModuleLoadContext(string id, string folder, IReadOnlyDictionary<string, ModuleLoadContext> set)
        : base(id, isCollectible: true)
    {
        _set = set;
        _id = id;
        _library = Directory.EnumerateFiles(folder, $"{id}.dll", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(folder, path).StartsWith($"lib{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(path => Path.GetDirectoryName(path)!).FirstOrDefault()
            ?? throw new FileNotFoundException($"{id} has no assembly of its name below '{folder}'.");
    }

    /// <summary>The module's assembly.</summary>
    public Assembly Main => LoadFromAssemblyPath(Path.Join(_library, $"{_id}.dll"));

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (_set.TryGetValue(name, out var module))
        {
            return module.Main;
        }

        var path = Path.Join(_library, $"{name}.dll");
        return OfTheHost.Contains(name) || !File.Exists(path) ? null : LoadFromAssemblyPath(path);
    }
}
