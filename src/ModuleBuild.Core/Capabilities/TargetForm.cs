namespace ModuleBuild.Core.Capabilities;

/// <summary>What the target of a capability is, which decides how a permission covers it.</summary>
public enum TargetForm
{
    /// <summary>It has none.</summary>
    None,

    /// <summary>A host, with an optional port.</summary>
    Host,

    /// <summary>A port.</summary>
    Port,

    /// <summary>A path of a file or folder.</summary>
    Path,

    /// <summary>A program, by name or path.</summary>
    Program,

    /// <summary>A name: a variable, a key, a pipe, a provider; compared as it is.</summary>
    Name,

    /// <summary>A native library, and after <c>!</c> its function.</summary>
    Library,
}
