namespace ModuleBuild.Testing;

/// <summary>A folder of a test's own, removed with all that is in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string _root;

    /// <summary>Makes a folder.</summary>
    /// <param name="name">Name of a folder within it that is used instead, for names with spaces or other letters.</param>
    public TemporaryFolder(string name = "")
    {
        _root = Directory.CreateTempSubdirectory("modulebuild-").FullName;
        Path = Directory.CreateDirectory(System.IO.Path.Combine(_root, name)).FullName;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>Absolute path of something in the folder.</summary>
    /// <param name="relativePath">With <c>/</c>.</param>
    public string this[string relativePath] => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, relativePath));

    /// <summary>Writes a file, making its folder.</summary>
    /// <param name="relativePath">With <c>/</c>.</param>
    /// <param name="content">Its text.</param>
    /// <returns>Its absolute path.</returns>
    public string Write(string relativePath, string content)
    {
        var path = this[relativePath];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_root, recursive: true);
}
