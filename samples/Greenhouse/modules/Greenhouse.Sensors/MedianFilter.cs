namespace Greenhouse.Sensors;

/// <summary>The median of the last measurements: one wild value changes nothing.</summary>
/// <param name="size">How many measurements, 1 or more.</param>
internal sealed class MedianFilter(int size)
{
    private readonly Queue<double> _window = new(size);

    /// <summary>Takes a measurement in and gives the median of those at hand.</summary>
    public double Next(double value)
    {
        if (_window.Count == size)
        {
            _window.Dequeue();
        }

        _window.Enqueue(value);
        double[] sorted = [.. _window.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
