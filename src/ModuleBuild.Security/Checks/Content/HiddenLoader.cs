using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ModuleBuild.Core.Files;

namespace ModuleBuild.Security.Checks.Content;

/// <summary>Assemblies that carry code which nobody can look at, and load it: encrypted resources, names that cannot be read.</summary>
internal static class HiddenLoader
{
    private const int SmallestPayload = 16 << 10;
    private const int LargestRead = 64 << 20;

    // Of random bytes 16 KiB have 7.98 bits; machine code and texts have less than seven.
    private const double Encrypted = 7.9;
    private const int UnreadableNames = 8;

    /// <summary>What is wrong with a packed assembly, as the rest of a sentence; null where nothing is, or where it is none.</summary>
    public static string? ProblemOf(PackedFile file)
    {
        if (Path.GetExtension(file.PackagePath).ToLowerInvariant() is not (".dll" or ".exe"))
        {
            return null;
        }

        using var stream = NamedFile.Open(file.SourcePath, out _);
        if (stream is null)
        {
            return null;
        }

        try
        {
            using var reader = new PEReader(stream);
            return reader.HasMetadata ? ProblemOf(reader, reader.GetMetadataReader()) : null;
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or OverflowException or ArgumentException || NamedFile.IsFileProblem(e))
        {
            return null; // MB2011 speaks of what cannot be read
        }
    }

    private static string? ProblemOf(PEReader reader, MetadataReader metadata)
    {
        if (LoadsBytes(metadata) && Payload(reader, metadata) is { } name)
        {
            return $"loads assemblies from bytes, and carries a resource that is encrypted or compressed ('{Printable(name)}'): what runs cannot be looked at. Ship assemblies as files.";
        }

        return metadata.TypeDefinitions.Count(type => IsUnreadable(metadata.GetString(metadata.GetTypeDefinition(type).Name))) >= UnreadableNames
            ? "has types whose names cannot be read: it was obfuscated, and its findings and stack traces say nothing. Ship it as it was compiled."
            : null;
    }

    private static bool LoadsBytes(MetadataReader metadata) =>
        metadata.MemberReferences.Select(metadata.GetMemberReference).Any(member =>
            member.Parent.Kind == HandleKind.TypeReference && IsLoader(metadata, metadata.GetTypeReference((TypeReferenceHandle)member.Parent), member));

    private static bool IsLoader(MetadataReader metadata, TypeReference type, MemberReference member)
    {
        var (owner, name) = (metadata.GetString(type.Name), metadata.GetString(member.Name));
        return (owner, name) switch
        {
            ("AssemblyLoadContext", "LoadFromStream") => true,

            // A method with a byte array among its parameters: SZARRAY of U1.
            ("Assembly" or "AppDomain", "Load") => metadata.GetBlobBytes(member.Signature).AsSpan().IndexOf((ReadOnlySpan<byte>)[0x1D, 0x05]) >= 0,
            _ => false,
        };
    }

    private static string? Payload(PEReader reader, MetadataReader metadata)
    {
        if (reader.PEHeaders.CorHeader?.ResourcesDirectory is not { Size: > 0 } directory)
        {
            return null;
        }

        var section = reader.GetSectionData(directory.RelativeVirtualAddress);
        var all = section.GetContent(0, Math.Min(section.Length, directory.Size));
        foreach (var resource in metadata.ManifestResources.Select(metadata.GetManifestResource).Where(resource => resource.Implementation.IsNil))
        {
            // Each begins with its length.
            if (resource.Offset < 0 || resource.Offset + 4 > all.Length)
            {
                continue;
            }

            var start = (int)resource.Offset + 4;
            var length = BitConverter.ToInt32(all.AsSpan()[(start - 4)..]);
            if (length >= SmallestPayload && length <= all.Length - start && EntropyOf(all.AsSpan().Slice(start, Math.Min(length, LargestRead))) >= Encrypted
                && !IsPicture(all.AsSpan().Slice(start, length)))
            {
                return metadata.GetString(resource.Name);
            }
        }

        return null;
    }

    // They are compressed, and everybody sees what they are.
    private static bool IsPicture(ReadOnlySpan<byte> bytes) =>
        bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..]
            or [(byte)'w', (byte)'O', (byte)'F', (byte)'2', ..] or [(byte)'w', (byte)'O', (byte)'F', (byte)'F', ..];

    private static double EntropyOf(ReadOnlySpan<byte> bytes)
    {
        Span<int> counts = stackalloc int[256];
        foreach (var b in bytes)
        {
            counts[b]++;
        }

        var entropy = 0.0;
        foreach (var count in counts)
        {
            var share = (double)count / bytes.Length;
            entropy -= count == 0 ? 0 : share * Math.Log2(share);
        }

        return entropy;
    }

    private static bool IsUnreadable(string name) => name.Length > 0 && name.All(character => char.GetUnicodeCategory(character) is
        System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse
        or System.Globalization.UnicodeCategory.OtherNotAssigned or System.Globalization.UnicodeCategory.Surrogate or System.Globalization.UnicodeCategory.SpaceSeparator
        or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator or System.Globalization.UnicodeCategory.NonSpacingMark);

    private static string Printable(string text) => string.Concat(text.Take(80).Select(character => char.IsControl(character) ? '?' : character));
}
