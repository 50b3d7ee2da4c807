using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Checks.Secrets;

/// <summary>Secrets in what a .NET assembly brings: embedded resources, constants, and the strings of its code.</summary>
internal static class AssemblySecrets
{
    private const int Largest = 64 << 20;

    // No form of a secret is shorter.
    private const int LeastLength = 8;

    /// <summary>Finds secrets; none in a file that is no assembly.</summary>
    /// <param name="stream">The file, from its beginning; it can seek.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ImmutableArray<SecretPlace> Scan(Stream stream, CancellationToken cancellation)
    {
        var places = ImmutableArray.CreateBuilder<SecretPlace>();
        try
        {
            if (stream.Length <= Largest && stream.ReadByte() == 'M' && stream.ReadByte() == 'Z')
            {
                stream.Position = 0;
                using var image = new PEReader(stream, PEStreamOptions.LeaveOpen | PEStreamOptions.PrefetchEntireImage);
                if (image.HasMetadata)
                {
                    Scan(image, image.GetMetadataReader(), places, cancellation);
                }
            }
        }
        catch (Exception e) when (SummaryBuilder.IsDamage(e))
        {
            // What was found until here counts; that it is damaged is MB2011's to say.
        }

        return [.. places.Take(SecretScanner.MostSecrets)];
    }

    private static void Scan(PEReader image, MetadataReader reader, ImmutableArray<SecretPlace>.Builder places, CancellationToken cancellation)
    {
        foreach (var handle in reader.ManifestResources)
        {
            var resource = reader.GetManifestResource(handle);
            if (resource.Implementation.IsNil && ContentOf(image, resource) is { } content)
            {
                var name = reader.GetString(resource.Name);
                using var stream = new MemoryStream(content);
                places.AddRange(SecretScanner.Scan(stream, cancellation, isText: name.EndsWith(".resources", StringComparison.OrdinalIgnoreCase))
                    .Select(place => place with
                    {
                        Line = 0,
                        Part = place.Line == 0 ? $"the resource '{name}'" : string.Create(CultureInfo.InvariantCulture, $"line {place.Line} of the resource '{name}'"),
                    }));
            }
        }

        // A constant that code uses stands among its strings, too.
        var strings = Constants(reader).Concat(UserStrings(reader).Select(text => (Text: text, Part: "a string of its code")));
        places.AddRange(strings.SelectMany(text => Places(text.Text, text.Part, cancellation)).DistinctBy(place => (place.Kind, place.Beginning, place.Length)));
    }

    // Each by itself: what stands beside it in the file has nothing to do with it.
    private static IEnumerable<SecretPlace> Places(string text, string part, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return SecretRules.Find(text, 0, text.Length, isBinary: false)
            .Select(secret => new SecretPlace(secret.Kind, text.Substring(secret.Start, Math.Min(4, secret.Length)), secret.Length, 0, 0, part));
    }

    private static byte[]? ContentOf(PEReader image, ManifestResource resource)
    {
        var directory = image.PEHeaders.CorHeader!.ResourcesDirectory;
        var section = image.GetSectionData(directory.RelativeVirtualAddress);
        if (resource.Offset < 0 || resource.Offset > section.Length - sizeof(int))
        {
            return null;
        }

        var bytes = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
        var length = bytes.ReadInt32();
        return length >= 0 && length <= bytes.RemainingBytes ? bytes.ReadBytes(length) : null;
    }

    private static IEnumerable<(string Text, string Part)> Constants(MetadataReader reader)
    {
        foreach (var handle in reader.FieldDefinitions)
        {
            var field = reader.GetFieldDefinition(handle);
            if (field.GetDefaultValue() is { IsNil: false } value && reader.GetConstant(value) is { TypeCode: ConstantTypeCode.String } constant)
            {
                var blob = reader.GetBlobReader(constant.Value);
                if (blob.Length >= LeastLength * sizeof(char))
                {
                    yield return (blob.ReadUTF16(blob.Length), $"the constant '{MetadataNames.Of(reader, field.GetDeclaringType())}.{reader.GetString(field.Name)}'");
                }
            }
        }
    }

    private static IEnumerable<string> UserStrings(MetadataReader reader)
    {
        if (reader.GetHeapSize(HeapIndex.UserString) < LeastLength)
        {
            yield break;
        }

        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
        {
            var text = reader.GetUserString(handle);
            if (text.Length >= LeastLength)
            {
                yield return text;
            }
        }
    }
}
