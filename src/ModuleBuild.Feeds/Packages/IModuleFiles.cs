namespace ModuleBuild.Feeds.Packages;

/// <summary>The <c>module/</c> folder of a package. Files over 1 MiB are refused: they are written by people or for people.</summary>
internal interface IModuleFiles
{
    /// <summary>A file's bytes; null where it is absent.</summary>
    /// <param name="name">Name below <c>module/</c>; never from a package.</param>
    /// <exception cref="InvalidDataException">It is too large, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    byte[]? Read(string name);
}
