using System.Collections.Immutable;
using ModuleBuild.Core.Manifest.EntryPoints;

namespace ModuleBuild.Core.Resolution.Checks;

/// <summary>Which assemblies an assembly references: the compiler leaves out those of which no type is used.</summary>
public static class AssemblyReferenceNames
{
    /// <summary>Reads the names from the metadata; nothing is loaded.</summary>
    /// <param name="path">Absolute path of an assembly.</param>
    /// <returns>Simple names, or null where the file is no assembly that can be read (MB1001 says so).</returns>
    public static ImmutableArray<string>? Read(string path)
    {
        var (assembly, _) = ModuleAssembly.Open(path);
        if (assembly is null)
        {
            return null;
        }

        using (assembly)
        {
            try
            {
                var reader = assembly.Reader;
                return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
            }
            catch (Exception e) when (DamagedMetadata.Explains(e))
            {
                return null;
            }
        }
    }
}
