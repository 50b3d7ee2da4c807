using System.Collections.Immutable;
using System.Globalization;
using ModuleBuild.Core.Files;
using ModuleBuild.Core.Ports;

namespace ModuleBuild.Security.Checks.Osv;

/// <summary>Advisories from files: for machines without network, and for a list of one's own.</summary>
/// <param name="paths">OSV files, and folders of them.</param>
public sealed class OsvFiles(ImmutableArray<string> paths) : IAdvisorySource
{
    private const int LargestFile = 64 << 20;

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <inheritdoc/>
    public Task<AdvisoryAnswer> AdviseAsync(ImmutableArray<PackageVersion> packages, CancellationToken cancellation)
    {
        var affected = new List<OsvAffected>();
        var problems = ImmutableArray.CreateBuilder<string>();
        var sources = paths.Count(path => Read(path, affected, problems, cancellation));
        var byId = affected.ToLookup(entry => entry.PackageId, StringComparer.OrdinalIgnoreCase);
        return Task.FromResult(new AdvisoryAnswer(
            [
                .. from package in packages
                   from entry in byId[package.Id]
                   let advisory = entry.For(package.Version)
                   where advisory is not null
                   select (package, advisory),
            ],
            problems.ToImmutable(),
            sources));
    }

    private static bool Read(string path, List<OsvAffected> affected, ImmutableArray<string>.Builder problems, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var file in FilesOf(path, problems))
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            using var stream = NamedFile.Open(file, out var problem);
            try
            {
                problem = stream?.Length > LargestFile ? string.Create(CultureInfo.InvariantCulture, $"has more than {LargestFile >> 20} MiB") : problem;
                if (stream is null || problem is not null)
                {
                    problems.Add($"'{file}' {problem}.");
                    continue;
                }

                var bytes = new byte[(int)stream.Length];
                stream.ReadExactly(bytes);
                var (read, unclear) = OsvReader.Read(bytes);
                affected.AddRange(read);
                problems.AddRange(unclear.Select(sentence => $"'{file}': {sentence}."));
            }
            catch (Exception e) when (NamedFile.IsFileProblem(e))
            {
                problems.Add($"'{file}' cannot be read: {e.Message}");
            }
        }

        return count > 0;
    }

    private static List<string> FilesOf(string path, ImmutableArray<string>.Builder problems)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        try
        {
            var files = Directory.EnumerateFiles(path, "*.json", Below).Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0)
            {
                problems.Add($"The folder '{path}' has no .json files.");
            }

            return files;
        }
        catch (Exception e) when (NamedFile.IsFileProblem(e))
        {
            problems.Add($"The folder '{path}' cannot be read: {e.Message}");
            return [];
        }
    }
}
