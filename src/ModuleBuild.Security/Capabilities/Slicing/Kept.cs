namespace ModuleBuild.Security.Capabilities.Slicing;

/// <summary>A set of which the latest can be taken back. Those that stay keep their order, and what is added later follows them.</summary>
/// <typeparam name="T">Of what.</typeparam>
internal sealed class Kept<T>
    where T : notnull
{
    private readonly HashSet<T> _items = [];
    private readonly Stack<T> _latest = new();

    /// <summary>Adds one; false where it was there.</summary>
    public bool Add(T item)
    {
        if (!_items.Add(item))
        {
            return false;
        }

        _latest.Push(item);
        return true;
    }

    /// <summary>Whether one is there.</summary>
    public bool Contains(T item) => _items.Contains(item);

    /// <summary>Those so far stay when others are taken back.</summary>
    public void Keep() => _latest.Clear();

    /// <summary>Takes back all since <see cref="Keep"/>.</summary>
    /// <param name="taken">Told of each, the last first.</param>
    public void TakeBack(Action<T>? taken = null)
    {
        while (_latest.TryPop(out var item))
        {
            _items.Remove(item);
            taken?.Invoke(item);
        }
    }
}
