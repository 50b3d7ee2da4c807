using Greenhouse.Contracts;

namespace Greenhouse.Host;

/// <summary>Shows notices on the console.</summary>
internal sealed class ConsoleBoard : INoticeBoard
{
    public void Post(Notice notice) =>
        Console.WriteLine(FormattableString.Invariant($"  notice  {notice.Time:HH:mm} {notice.Level}, {notice.Source}: {notice.Text}"));
}
