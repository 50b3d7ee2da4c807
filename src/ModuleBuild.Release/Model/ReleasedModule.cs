namespace ModuleBuild.Release.Model;

/// <summary>A module of a set: exactly these bytes.</summary>
/// <param name="Id">Package id, as the package spells it.</param>
/// <param name="Version">Normalized version, without build metadata.</param>
/// <param name="ContentHash">NuGet's content hash of the package, Base64: the same whether a feed signed the package or not.</param>
/// <param name="Evidence">SHA-256 of <c>module/evidence.json</c>, lower-case hexadecimal; null where the package has none.</param>
public sealed record ReleasedModule(string Id, string Version, string ContentHash, string? Evidence = null)
{
    /// <summary>Id and version, for people.</summary>
    public override string ToString() => $"{Id} {Version}";
}
