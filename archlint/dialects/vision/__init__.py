"""Images, video, volumes and point clouds: classification, detection, segmentation, restoration."""
