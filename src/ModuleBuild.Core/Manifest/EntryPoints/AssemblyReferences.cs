using System.Reflection.Metadata;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>The assemblies around a module's own; each is opened when a type of it is first needed.</summary>
internal sealed class AssemblyReferences : IDisposable
{
    /// <summary>Façades forward to façades, but never through many.</summary>
    private const int MaxForwards = 8;

    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ModuleAssembly?> _opened = new(StringComparer.OrdinalIgnoreCase);

    public AssemblyReferences(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            _paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }
    }

    /// <summary>Finds a type in an assembly or in that to which it forwards the type.</summary>
    public (ModuleAssembly Assembly, TypeDefinitionHandle Type)? Find(string assemblyName, string typeName)
    {
        for (var forwards = 0; forwards < MaxForwards && Open(assemblyName) is { } assembly; forwards++)
        {
            if (assembly.FindType(typeName) is { } type)
            {
                return (assembly, type);
            }

            if (assembly.FindForward(typeName) is not { } target)
            {
                return null;
            }

            assemblyName = target;
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var assembly in _opened.Values)
        {
            assembly?.Dispose();
        }
    }

    private ModuleAssembly? Open(string name)
    {
        if (!_opened.TryGetValue(name, out var assembly))
        {
            assembly = _paths.TryGetValue(name, out var path) ? ModuleAssembly.Open(path).Assembly : null;
            _opened.Add(name, assembly);
        }

        return assembly;
    }
}
