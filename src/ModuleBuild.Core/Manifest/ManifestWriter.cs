namespace ModuleBuild.Core.Manifest;

/// <summary>Writes a manifest in its canonical form: fields in the order of the documentation, two spaces, LF, UTF-8 without BOM.</summary>
public static class ManifestWriter
{
    /// <summary>The bytes of <c>module.json</c>. Reading them gives an equal manifest.</summary>
    /// <param name="manifest">The manifest.</param>
    public static byte[] Write(ModuleManifest manifest) => throw new NotImplementedException();
}
