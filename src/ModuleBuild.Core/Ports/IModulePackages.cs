using NuGet.Versioning;

namespace ModuleBuild.Core.Ports;

/// <summary>Packages of modules, as files. What goes wrong outside is told in the answer; only cancellation is thrown.</summary>
public interface IModulePackages
{
    /// <summary>One version; it is downloaded first where it is not here.</summary>
    /// <param name="id">Package id, in any case.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Stops waiting.</param>
    Task<SourceAnswer<ModulePackage>> GetAsync(string id, NuGetVersion version, CancellationToken cancellation);
}

/// <summary>A package file, looked at just now.</summary>
/// <param name="Id">Its id as it spells it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Path">Absolute path of the <c>.nupkg</c>; it may be read, and not changed.</param>
/// <param name="ContentHash">NuGet's content hash of its bytes, Base64: the same whether a feed signed the package or not.</param>
/// <param name="Signature">Its signature, where it has one that holds for these bytes.</param>
public sealed record ModulePackage(string Id, NuGetVersion Version, string Path, string ContentHash, ModuleSignature? Signature);

/// <summary>A signature that holds for the bytes of its package. Whether its certificate is to be trusted is another question.</summary>
/// <param name="Kind"><c>Author</c> or <c>Repository</c>.</param>
/// <param name="Subject">Subject of the certificate.</param>
/// <param name="Fingerprint">SHA-256 of the certificate, lower-case hexadecimal.</param>
public sealed record ModuleSignature(string Kind, string Subject, string Fingerprint);
