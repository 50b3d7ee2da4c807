using ModuleBuild.Security.Checks.Configuration.Settings;

namespace ModuleBuild.Security.Checks.Configuration.Weak;

/// <summary>Files that every user of the machine may write, or exchange.</summary>
internal static class SharedPlaces
{
    private static readonly string[] Folders = ["/tmp", "/var/tmp", "/dev/shm", "c:/users/public", "c:/windows/temp", "c:/temp", "%public%"];
    private static readonly string[] Modes = ["mode", "filemode", "directorymode", "foldermode", "createmode", "chmod", "permissions", "filepermissions", "directorypermissions", "unixfilemode", "unixcreatemode"];

    /// <summary>What is wrong with a setting, as the rest of a sentence; null where nothing is.</summary>
    public static string? ProblemOf(Setting setting)
    {
        var value = setting.Value!.Trim();
        if (Modes.Contains(setting.Key) && IsWorldWritable(value))
        {
            return $"lets every user of the machine write ('{value}'). Take the right to write from others: '750' for folders, '640' for files.";
        }

        return ConnectionParts.Of(value).Select(part => part.Value).Append(value).Select(FolderOf).FirstOrDefault(folder => folder is not null) is { } shared
            ? $"is in '{shared}', where every user of the machine may write, or put a file of that name first. Use a folder of the application's own."
            : null;
    }

    private static string? FolderOf(string value)
    {
        var path = value.Replace('\\', '/');
        return Array.Find(Folders, folder => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '/'));
    }

    // The last digit is for others; 2 of it is the right to write.
    private static bool IsWorldWritable(string value)
    {
        var digits = value.StartsWith("0o", StringComparison.OrdinalIgnoreCase) ? value[2..] : value;
        return (digits.Length is 3 or 4 && digits.All(digit => digit is >= '0' and <= '7') && ((digits[^1] - '0') & 2) != 0)
            || value.Contains("OtherWrite", StringComparison.OrdinalIgnoreCase) || value.Contains("o+w", StringComparison.Ordinal) || value.Contains("a+w", StringComparison.Ordinal);
    }
}
