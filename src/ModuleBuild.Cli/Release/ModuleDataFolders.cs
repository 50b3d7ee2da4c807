using System.IO.Compression;
using ModuleBuild.Core.Diagnostics;

namespace ModuleBuild.Cli.Release;

/// <summary>The data of modules that are taken out: <c>data/ID</c> of the folder into which sets are brought.</summary>
/// <param name="root">Absolute path of that folder; null where the deployer knows no folder.</param>
/// <param name="backsUp">Whether data is kept as a zip file.</param>
/// <param name="cleansUp">Whether data is deleted in the end.</param>
internal sealed class ModuleDataFolders(string? root, bool backsUp, bool cleansUp)
{
    private readonly string? _root = root is null && (backsUp || cleansUp)
        ? throw new UsageException("--backup-data and --cleanup-data need a deployer of kind 'directory': only there it is known where data is.")
        : root;

    /// <summary>Keeps the data.</summary>
    /// <param name="ids">The modules.</param>
    /// <param name="release">The release that runs, for the name of the backup.</param>
    /// <returns>Null, or what went wrong: then nothing may be taken out.</returns>
    public Finding? BackUp(IEnumerable<string> ids, int? release)
    {
        foreach (var (id, folder) in backsUp ? Folders(ids) : [])
        {
            var file = Path.Combine(_root!, "backups", FormattableString.Invariant($"{id}-{release ?? 0}.zip"));
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                var temporary = $"{file}.{Environment.ProcessId}.tmp";
                File.Delete(temporary);
                ZipFile.CreateFromDirectory(folder, temporary);
                File.Move(temporary, file, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Finding.Create(DiagnosticCatalog.OutputNotWritten, new SourceLocation(file), e.Message);
            }
        }

        return null;
    }

    /// <summary>Deletes the data.</summary>
    /// <param name="ids">The modules.</param>
    /// <returns>Null, or what went wrong.</returns>
    public Finding? CleanUp(IEnumerable<string> ids)
    {
        foreach (var (_, folder) in cleansUp ? Folders(ids) : [])
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Finding.Create(DiagnosticCatalog.OutputNotWritten, new SourceLocation(folder), e.Message);
            }
        }

        return null;
    }

    // Ids were found in the set that runs, so they are ids, and lead nowhere else.
    private IEnumerable<(string Id, string Folder)> Folders(IEnumerable<string> ids) =>
        ids.Select(id => (id, Path.Combine(_root!, "data", id))).Where(pair => Directory.Exists(pair.Item2));
}
