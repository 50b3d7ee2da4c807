using Greenhouse.Contracts;
using Microsoft.Extensions.Logging;

namespace Greenhouse.Server;

/// <summary>Writes notices to the log.</summary>
internal sealed partial class LogBoard(ILogger<LogBoard> logger) : INoticeBoard
{
    public void Post(Notice notice) => Posted(notice.Level, notice.Source, notice.Text);

    [LoggerMessage(LogLevel.Debug, "{Level}, {Source}: {Text}")]
    private partial void Posted(NoticeLevel level, string source, string text);
}
