namespace ModuleBuild.Core.Manifest.Licensing;

/// <summary>Tells which well-known licence a licence file holds.</summary>
public static class LicenseRecognizer
{
    /// <summary>The SPDX identifier of a licence text, or null where it is not one that is known for sure.</summary>
    /// <param name="text">The content of a LICENSE file.</param>
    public static string? Recognize(string text) => throw new NotImplementedException();
}
