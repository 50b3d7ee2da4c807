using System.Runtime.CompilerServices;

namespace ModuleBuild.Testing;

/// <summary>The clone in which the tests were compiled.</summary>
public static class RepositoryFolder
{
    /// <summary>Absolute path of the repository's root.</summary>
    public static string Path { get; } = Find();

    /// <summary>A path below the root.</summary>
    /// <param name="parts">Names below the root.</param>
    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find([CallerFilePath] string thisFile = "")
    {
        var start = File.Exists(thisFile) ? System.IO.Path.GetDirectoryName(thisFile) : AppContext.BaseDirectory;
        for (var folder = start; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "ModuleBuild.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"ModuleBuild.sln was not found at or above '{start}'.");
    }
}
